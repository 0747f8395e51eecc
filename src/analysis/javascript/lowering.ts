// What the parts of the lowering hand one another, and the small nodes that several of them make.
import type { At, ClassNode, Expression, FunctionNode, Statement, Target } from '../program/tree.ts';
import { type ClassLike, type FunctionLike, marksOf, type Node } from './syntax.ts';

/** The parts need each other in circles; they meet only here. */
export interface Lowering {
  at(node: { readonly start: number; readonly end: number }): At;
  expression(node: Node): Expression;
  target(node: Node, declares: boolean): Target;
  /** None, one or several, in the block that is being lowered. */
  statement(node: Node): Statement[];
  /** A block of its own: imports and functions come first. */
  statements(nodes: readonly Node[]): Statement[];
  function(node: FunctionLike, decorators?: readonly Expression[]): FunctionNode;
  class(node: ClassLike): ClassNode;
  /** `make` lowers a function's body; `known` are the names that its `var`s do not empty. */
  scope(known: readonly string[], make: () => Statement[]): Statement[];
  /** A `var`: the name is there, and empty, from the start of the function. */
  hoist(name: string, at: At): void;
  /** A name that is declared. Who declares `undefined` means it. */
  declares(name: string): void;
  readonly ownsUndefined: boolean;
  /** Whether this is a block inside of a function's body. */
  inBlock(): boolean;
  /** Functions in a block are there after it too, here and in all blocks around it, unless the code is strict. */
  readonly leaks: readonly Statement[];
  leak(after: Statement): void;
}

export type FunctionStatement = Extract<Statement, { type: 'function' }>;

/** What was thrown by now; nobody knows what it is before. No code can have this name. */
export const THROWN = '(exception)';

/** Decorates getters and setters, which run without being called, and is called with setters. No code can have this name. */
export const ACCESSOR = '(accessor)';

/** Of a getter and a setter of one name the getter stays. */
export function settersFirst<Part extends { readonly type: string }>(parts: readonly Part[]): Part[] {
  const isSetter = (part: Part) => 'kind' in part && part.kind === 'set';
  return parts.some(isSetter) ? [...parts.filter(isSetter), ...parts.filter((part) => !isSetter(part))] : [...parts];
}

export function text(value: string, at: At): Expression {
  return { ...at, type: 'text', text: value };
}

export function name(value: string, at: At): Expression {
  return { ...at, type: 'name', name: value };
}

export function constant(at: At, value: boolean | null = null): Expression {
  return { ...at, type: 'constant', value };
}

export function member(of: Expression, key: Expression, at: At): Expression {
  return { ...at, type: 'member', of, key };
}

export function declaration(target: string, value: Expression, at: At, declares = true): Statement {
  return { ...at, type: 'assign', targets: [{ type: 'name', name: target, declares }], value };
}

/** The key of a property, a class member, or behind a dot. */
export function keyOf(node: Node, computed: boolean, lower: Lowering): Expression {
  if (computed) return lower.expression(node);
  const at = lower.at(node);
  if (node.type === 'PrivateIdentifier') return text(`#${node.name}`, at);
  return text(node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : '', at);
}

export function decoratorsOf(node: object, lower: Lowering): Expression[] {
  return (marksOf(node).decorators ?? []).map(({ expression }) => lower.expression(expression));
}

export function cannotLower(node: { readonly type: string }): Error {
  return new Error(`no reading for the syntax node ${node.type}`);
}
