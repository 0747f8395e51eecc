// Functions, classes and statements that have bodies in, our tree out.
import type { ClassNode, Expression, FunctionNode, Statement, Target } from '../program/tree.ts';
import { lowerAnnotations } from './lower-annotations.ts';
import { lowerParameters } from './lower-functions.ts';
import { catchesAll, patternNames, patternTests } from './lower-patterns.ts';
import { lowerTarget } from './lower-targets.ts';
import type { ExceptHandler, StatementNode } from './nodes.ts';
import { innerScope, lower, lowerBody, nameTarget, plain, type Scope } from './scope.ts';

export function lowerFunction(node: StatementNode<'FunctionDef' | 'AsyncFunctionDef'>, scope: Scope): Statement {
  const at = scope.at(node);
  const name = plain(node.name);
  const inner: FunctionNode = {
    ...at,
    name,
    parameters: lowerParameters(node.args, scope),
    body: lowerBody(node.body, innerScope(scope, node.body)),
    decorators: node.decorator_list.map((decorator) => lower(decorator, scope)),
  };
  const made: Statement = scope.outer.has(name)
    ? { ...at, type: 'assign', targets: [nameTarget(name, scope)], value: { ...at, type: 'function', function: inner } }
    : { ...at, type: 'function', name, function: inner };
  const { posonlyargs, args, vararg, kwonlyargs, kwarg } = node.args;
  const annotations = [...posonlyargs, ...args, vararg, ...kwonlyargs, kwarg].map((arg) => arg?.annotation);
  const calls = lowerAnnotations([...annotations, node.returns], scope);
  return calls.length === 0 ? made : { ...at, type: 'block', body: [...calls, made] };
}

export function lowerClass(node: StatementNode<'ClassDef'>, scope: Scope): Statement {
  const at = scope.at(node);
  const name = plain(node.name);
  const bases = [
    ...node.bases.map((base) => (base.nodeType === 'Starred' ? base.value : base)),
    ...node.keywords.map(({ value }) => value),
  ];
  const inner: ClassNode = {
    ...at,
    name,
    bases: bases.map((base) => lower(base, scope)),
    body: lowerBody(node.body, innerScope(scope, node.body)),
    decorators: node.decorator_list.map((decorator) => lower(decorator, scope)),
  };
  if (!scope.outer.has(name)) return { ...at, type: 'class', name, class: inner };
  return { ...at, type: 'assign', targets: [nameTarget(name, scope)], value: { ...at, type: 'class', class: inner } };
}

export function lowerFor(node: StatementNode<'For' | 'AsyncFor'>, scope: Scope): Statement {
  const iterable = lower(node.iter, scope);
  return { ...scope.at(node), type: 'for', target: lowerTarget(node.target, scope), iterable, body: lowerBody(node.body, scope) };
}

/** What follows the body when nothing went wrong follows it here too. */
export function lowerTry(node: StatementNode<'Try' | 'TryStar'>, scope: Scope): Statement {
  return {
    ...scope.at(node),
    type: 'try',
    body: [...lowerBody(node.body, scope), ...lowerBody(node.orelse, scope)],
    handlers: node.handlers.map((handler) => lowerHandler(handler, scope)),
    last: lowerBody(node.finalbody, scope),
  };
}

function lowerHandler(node: ExceptHandler, scope: Scope): Statement[] {
  const at = scope.at(node);
  const value: Expression = { ...at, type: 'name', name: '(exception)' };
  return [
    ...(node.type === undefined ? [] : [{ ...scope.at(node.type), type: 'expression', value: lower(node.type, scope) } as const]),
    ...(node.name === undefined ? [] : [{ ...at, type: 'assign', targets: [nameTarget(node.name, scope)], value } as const]),
    ...lowerBody(node.body, scope),
  ];
}

export function lowerWith(node: StatementNode<'With' | 'AsyncWith'>, scope: Scope): Statement {
  const items = node.items.map(({ context_expr, optional_vars }) => {
    const target: Target = optional_vars === undefined ? { type: 'nothing' } : lowerTarget(optional_vars, scope);
    return { value: lower(context_expr, scope), target };
  });
  return { ...scope.at(node), type: 'with', items, body: lowerBody(node.body, scope) };
}

const SUBJECT = '(subject)';

/** A subject that is more than a name is evaluated once, and kept under a name that no code can have. */
export function lowerMatch(node: StatementNode<'Match'>, scope: Scope): Statement {
  const value = lower(node.subject, scope);
  const { line, start, end } = value;
  const subject: Expression = value.type === 'name' ? value : { line, start, end, type: 'name', name: SUBJECT };
  const target: Target = { type: 'name', name: SUBJECT, declares: true };
  const first: Expression = value === subject ? value : { line, start, end, type: 'assign', target, value };
  const tests = [first, ...node.cases.flatMap(({ pattern }) => patternTests(pattern, scope))];
  const ways = node.cases.map(({ pattern, guard, body }) => [
    ...patternNames(pattern, subject, scope),
    ...(guard === undefined ? [] : [{ ...scope.at(guard), type: 'expression', value: lower(guard, scope) } as const]),
    ...lowerBody(body, scope),
  ]);
  return { ...scope.at(node), type: 'choice', tests, ways: node.cases.some(catchesAll) ? ways : [...ways, []] };
}
