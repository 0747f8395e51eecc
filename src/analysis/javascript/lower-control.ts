// `if`, `switch`, loops and `try` in, statements of the common tree out.
import type { At, Expression, Statement, Target } from '../program/tree.ts';
import { namesIn } from './lower-patterns.ts';
import { declaration, type Lowering, member, name, THROWN, text } from './lowering.ts';
import type {
  BlockStatement,
  CatchClause,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  Node,
  SwitchStatement,
  TryStatement,
} from './syntax.ts';

/** A case goes on into as many of those after it, unless it ends. */
const MAX_FALLS = 3;

const ENDS = new Set(['BreakStatement', 'ReturnStatement', 'ThrowStatement', 'ContinueStatement']);

/** The statements of a branch or a body, with or without braces. */
export function lowerBranch(node: Node | null | undefined, lower: Lowering): Statement[] {
  if (!node) return [];
  return lower.statements(node.type === 'BlockStatement' ? node.body : [node]);
}

export function lowerLoop(body: Node, tests: readonly (Node | null | undefined)[], last: Node | null, lower: Lowering) {
  const after = last ? [evaluated(last, lower)] : [];
  return {
    type: 'while',
    tests: tests.flatMap((test) => (test ? [lower.expression(test)] : [])),
    body: [...lowerBranch(body, lower), ...after],
  } as const;
}

/** What `let` declares in the head is there in the loop only. */
export function lowerFor(node: ForStatement, lower: Lowering): Statement[] {
  const { init } = node;
  if (init?.type === 'VariableDeclaration' && init.kind !== 'var') {
    return [{ ...lower.at(node), type: 'block', body: [...lower.statements([init]), lowerRounds(node, lower)] }];
  }
  const first = init?.type === 'VariableDeclaration' ? lower.statement(init) : init ? [evaluated(init, lower)] : [];
  return [...first, lowerRounds(node, lower)];
}

function lowerRounds(node: ForStatement, lower: Lowering): Statement {
  return { ...lower.at(node), ...lowerLoop(node.body, [node.test], node.update ?? null, lower) };
}

export function lowerForEach(node: ForInStatement | ForOfStatement, lower: Lowering): Statement[] {
  const right = lower.expression(node.right);
  const iterable = node.type === 'ForOfStatement' ? right : keysOf(right);
  const target = headOf(node.left, lower);
  return [...before(node.left, lower), { ...lower.at(node), type: 'for', target, iterable, body: lowerBranch(node.body, lower) }];
}

export function lowerTry({ block, handler, finalizer, ...place }: TryStatement, lower: Lowering): Statement {
  const own = (body: BlockStatement): Statement => ({ ...lower.at(body), type: 'block', body: lowerBranch(body, lower) });
  return {
    ...lower.at(place),
    type: 'try',
    body: [own(block)],
    handlers: handler ? [[...caught(handler, lower), ...lowerBranch(handler.body, lower)]] : [],
    last: finalizer ? [own(finalizer)] : [],
  };
}

/** Any of what is thrown may be what is caught. */
export function lowerThrow(argument: Node, at: At, lower: Lowering): Statement {
  const ways = [name(THROWN, at), lower.expression(argument)];
  return declaration(THROWN, { ...at, type: 'choice', ways }, at, false);
}

function caught({ param, ...place }: CatchClause, lower: Lowering): Statement[] {
  const at = lower.at(place);
  return param ? [{ ...at, type: 'assign', targets: [lower.target(param, true)], value: name(THROWN, at) }] : [];
}

/** Functions of all cases are there in all cases. */
export function lowerSwitch(node: SwitchStatement, lower: Lowering): Statement[] {
  const { cases } = node;
  const bodies = cases.map(({ consequent }) => lower.statements(consequent));
  const functions = bodies.flat().filter(({ type }) => type === 'function');
  const rest = bodies.map((body) => body.filter(({ type }) => type !== 'function'));
  const ways = cases.flatMap(({ consequent }, index) => (consequent.length === 0 ? [] : [fallFrom(index)]));
  const tests = [node.discriminant, ...cases.flatMap(({ test }) => (test ? [test] : []))];
  const others = cases.every(({ test }) => test) ? [[]] : [];
  const choice = { type: 'choice', tests: tests.map((test) => lower.expression(test)), ways: [...ways, ...others] } as const;
  const found: Statement = { ...lower.at(node), ...choice };
  return functions.length === 0 ? [found] : [{ ...lower.at(node), type: 'block', body: [...functions, found] }];

  function fallFrom(index: number): Statement[] {
    const way: Statement[] = [];
    for (let at = index; at <= index + MAX_FALLS && at < cases.length; at += 1) {
      way.push(...(rest[at] ?? []));
      if (ends(cases[at]?.consequent.at(-1))) break;
    }
    return way;
  }
}

function ends(node: Node | undefined): boolean {
  return node?.type === 'BlockStatement' ? ends(node.body.at(-1)) : ENDS.has(node?.type ?? '');
}

/** `for (const x of …)`, `for (x.y of …)`. The loop is a block, of which `var` makes no name. */
function headOf(left: Node, lower: Lowering): Target {
  if (left.type !== 'VariableDeclaration') return lower.target(left, false);
  const [declarator] = left.declarations;
  if (declarator === undefined) return { type: 'nothing' };
  const target = lower.target(declarator.id, left.kind !== 'var');
  if (left.kind === 'var') for (const own of namesIn(target)) lower.hoist(own, lower.at(declarator));
  return target;
}

/** `for (var x = 1 in …)` is allowed in old code. */
function before(left: Node, lower: Lowering): Statement[] {
  return left.type === 'VariableDeclaration' && left.declarations[0]?.init ? lower.statement(left) : [];
}

function keysOf(of: Expression): Expression {
  const { line, start, end } = of;
  const at = { line, start, end };
  return { ...at, type: 'call', callee: member(name('Object', at), text('keys', at), at), args: [{ value: of }] };
}

function evaluated(node: Node, lower: Lowering): Statement {
  return { ...lower.at(node), type: 'expression', value: lower.expression(node) };
}
