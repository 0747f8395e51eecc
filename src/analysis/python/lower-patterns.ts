// The cases of a `match` in; what they compare with, and what their names then hold, out.
import type { Expression, Statement, Target } from '../program/tree.ts';
import { type ExprNode, type MatchCase, nodeTypeOf, type Pattern } from './nodes.ts';
import { lower, nameTarget, plain, type Scope } from './scope.ts';

export function patternTests(pattern: Pattern, scope: Scope): Expression[] {
  const inner = patternsIn(pattern).flatMap((part) => patternTests(part, scope));
  switch (pattern.nodeType) {
    case 'MatchValue':
      return [lower(pattern.value, scope)];
    case 'MatchMapping':
      return [...pattern.keys.map((key) => lower(key, scope)), ...inner];
    case 'MatchClass':
      return [lower(pattern.cls, scope), ...inner];
    default:
      return inner;
  }
}

/** The names of the pattern are assigned the subject or parts of it; what an alternative assigns cannot be told. */
export function patternNames(pattern: Pattern, subject: Expression, scope: Scope): Statement[] {
  const at = scope.at(pattern);
  const known = captures(pattern, scope);
  const unknown = namesOfAlternatives(pattern).map((name) => nameTarget(name, scope));
  const nobodyKnows: Expression = { ...at, type: 'name', name: '(pattern)' };
  return [
    ...(known.length > 0 ? [{ ...at, type: 'assign', targets: known, value: subject } as const] : []),
    ...(unknown.length > 0 ? [{ ...at, type: 'assign', targets: unknown, value: nobodyKnows } as const] : []),
  ];
}

export function catchesAll({ pattern, guard }: MatchCase): boolean {
  return guard === undefined && pattern.nodeType === 'MatchAs' && pattern.pattern === undefined;
}

function patternsIn(pattern: Pattern): readonly Pattern[] {
  switch (pattern.nodeType) {
    case 'MatchValue':
    case 'MatchSingleton':
    case 'MatchStar':
      return [];
    case 'MatchAs':
      return pattern.pattern === undefined ? [] : [pattern.pattern];
    case 'MatchSequence':
    case 'MatchMapping':
    case 'MatchOr':
      return pattern.patterns;
    case 'MatchClass':
      return [...pattern.patterns, ...pattern.kwd_patterns];
    default:
      throw new Error(`a pattern that nobody knows: ${nodeTypeOf(pattern)}`);
  }
}

/** All that one value is assigned to: `[a, b] as c` is `[a, b]` and `c`. */
function captures(pattern: Pattern, scope: Scope): Target[] {
  const own = ownName(pattern).map((name) => nameTarget(name, scope));
  const inner = (part: Pattern) => captures(part, scope);
  switch (pattern.nodeType) {
    case 'MatchAs':
      return [...own, ...patternsIn(pattern).flatMap(inner)];
    case 'MatchStar':
      return own;
    case 'MatchSequence':
      return sequenceTargets(pattern.patterns, scope);
    case 'MatchMapping':
      return objectTarget([...pattern.patterns.flatMap(keyed(pattern.keys, scope)), ...own.map((target) => ({ target }))]);
    case 'MatchClass':
      return [...pattern.patterns.flatMap(inner), ...objectTarget(pattern.kwd_patterns.flatMap(keyed(pattern.kwd_attrs, scope)))];
    default:
      return [];
  }
}

function ownName(pattern: Pattern): string[] {
  const name = pattern.nodeType === 'MatchMapping' ? pattern.rest : 'name' in pattern ? pattern.name : undefined;
  return name === undefined ? [] : [name];
}

function namesOfAlternatives(pattern: Pattern): string[] {
  return pattern.nodeType === 'MatchOr' ? namesIn(pattern) : patternsIn(pattern).flatMap(namesOfAlternatives);
}

function namesIn(pattern: Pattern): string[] {
  return [...ownName(pattern), ...patternsIn(pattern).flatMap(namesIn)];
}

/** An element that two targets take needs two lists. */
function sequenceTargets(patterns: readonly Pattern[], scope: Scope): Target[] {
  const rows = patterns.map((part) => captures(part, scope));
  const rest = patterns.map((part) => (part.nodeType === 'MatchStar' ? { rest: true as const } : {}));
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, one) => ({
    type: 'list',
    items: rows.map((row, at) => ({ target: row[one] ?? { type: 'nothing' }, ...rest[at] })),
  }));
}

type Part = (Target & { readonly type: 'object' })['entries'][number];

function keyed(keys: readonly (ExprNode | string)[], scope: Scope): (part: Pattern, at: number) => Part[] {
  return (part, at) => {
    const key = keys[at] ?? '';
    const lowered: Expression =
      typeof key === 'string' ? { ...scope.at(part), type: 'text', text: plain(key) } : lower(key, scope);
    return captures(part, scope).map((target) => ({ key: lowered, target }));
  };
}

function objectTarget(entries: readonly Part[]): Target[] {
  return entries.length === 0 ? [] : [{ type: 'object', entries }];
}
