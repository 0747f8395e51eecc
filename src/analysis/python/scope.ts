// What the lowering files share: places, names, and which names a function does not make itself.
import { comeBack, goDeeper } from '../go-deeper.ts';
import type { At, Expression, Statement, Target } from '../program/tree.ts';
import type { ExprNode, Located, StmtNode } from './nodes.ts';

export interface Scope {
  at(node: Located): At;
  code(at: At): string;
  lowerExpression(node: ExprNode, scope: Scope): Expression;
  lowerStatement(node: StmtNode, scope: Scope): readonly Statement[];
  /** The names that are `global` or `nonlocal` here. */
  readonly outer: ReadonlySet<string>;
  /** In a comprehension `x := 1` makes a name of the function around it. */
  readonly inEach: boolean;
}

export const NO_NAMES: ReadonlySet<string> = new Set();

/** The files for single kinds of nodes come back to all kinds this way, not by importing in a circle. */
export function lower(node: ExprNode, scope: Scope): Expression {
  const before = goDeeper();
  const lowered = scope.lowerExpression(node, scope);
  comeBack(before);
  return lowered;
}

export function lowerBody(nodes: readonly StmtNode[], scope: Scope): Statement[] {
  const before = goDeeper();
  const lowered = nodes.flatMap((node) => scope.lowerStatement(node, scope));
  comeBack(before);
  return lowered;
}

export function lowerOptional<Key extends string>(
  key: Key,
  node: ExprNode | undefined,
  scope: Scope,
): { [_ in Key]?: Expression } {
  const values: { [_ in Key]?: Expression } = {};
  if (node !== undefined) values[key] = lower(node, scope);
  return values;
}

/** Python takes letters that look alike for the same: `ｏｓ` is `os`. */
export function plain(name: string): string {
  return /^[\x00-\x7f]*$/.test(name) ? name : name.normalize('NFKC');
}

export function nameTarget(name: string, scope: Scope): Target & { readonly type: 'name' } {
  return { type: 'name', name: plain(name), declares: !scope.outer.has(plain(name)) };
}

export function innerScope(scope: Scope, body: readonly StmtNode[]): Scope {
  const outer = new Set<string>();
  collectOuter(body, outer);
  return { ...scope, outer, inEach: false };
}

/** The parts of a compound statement that statements can be in. */
interface Compound {
  readonly nodeType: string;
  readonly body?: readonly StmtNode[];
  readonly orelse?: readonly StmtNode[];
  readonly finalbody?: readonly StmtNode[];
  readonly handlers?: readonly Compound[];
  readonly cases?: readonly Compound[];
}

function collectOuter(body: readonly StmtNode[], outer: Set<string>): void {
  for (const node of body) {
    if (node.nodeType === 'Global' || node.nodeType === 'Nonlocal') for (const name of node.names) outer.add(plain(name));
    else if (!/^(?:Async)?FunctionDef$|^ClassDef$/.test(node.nodeType)) collectFrom(node, outer);
  }
}

function collectFrom(node: Compound, outer: Set<string>): void {
  for (const part of [node.body, node.orelse, node.finalbody]) if (part !== undefined) collectOuter(part, outer);
  for (const part of [...(node.handlers ?? []), ...(node.cases ?? [])]) collectFrom(part, outer);
}
