// A parsed program in, the common tree out. Here the parts of the lowering, which need each other, are joined.
import { comeBack, goDeeper } from '../go-deeper.ts';
import type { At, Statement } from '../program/tree.ts';
import { lowerExpression } from './lower-expressions.ts';
import { lowerClass, lowerFunction } from './lower-functions.ts';
import { lowerTarget } from './lower-patterns.ts';
import { lowerStatement, lowerStatements } from './lower-statements.ts';
import { constant, declaration, type Lowering } from './lowering.ts';
import type { Program } from './syntax.ts';

/** What Node.js has put into these before the code starts: `var require` leaves it there. */
const GIVEN = ['require', 'module', 'exports', '__filename', '__dirname', 'arguments'];

/** @param strict Whether all of it is certainly strict code: a module. */
export function lowerProgram(program: Program, code: string, strict: boolean): readonly Statement[] {
  const lineOf = linesOf(code);
  return lowerAs(false) ?? lowerAs(true) ?? [];

  /** Undefined when the program turns out to have an `undefined` of its own. */
  function lowerAs(ownsUndefined: boolean): Statement[] | undefined {
    let owns = ownsUndefined;
    const lower = createLowering(lineOf, ownsUndefined, strict, (name) => {
      if (name === 'undefined') owns = true;
    });
    const body = lower.scope(GIVEN, () => lower.statements(program.body));
    return owns === ownsUndefined ? body : undefined;
  }
}

function createLowering(
  lineOf: (offset: number) => number,
  ownsUndefined: boolean,
  strict: boolean,
  declares: (name: string) => void,
): Lowering {
  let hoisted = new Map<string, At>();
  let depth = 0;
  const leaks: Statement[] = [];
  const lower: Lowering = {
    ownsUndefined,
    leaks,
    leak: (after) => {
      if (!strict) leaks.push(after);
    },
    declares,
    at: ({ start, end }) => ({ line: lineOf(start), start, end }),
    expression: (node) => {
      const before = goDeeper();
      const lowered = lowerExpression(node, lower);
      comeBack(before);
      return lowered;
    },
    target: (node, declares) => lowerTarget(node, declares, lower),
    statement: (node) => lowerStatement(node, lower),
    statements: (nodes) => {
      const before = goDeeper();
      depth += 1;
      const made = lowerStatements(nodes, lower);
      depth -= 1;
      comeBack(before);
      return made;
    },
    function: (node, decorators) => lowerFunction(node, lower, decorators),
    class: (node) => lowerClass(node, lower),
    inBlock: () => depth > 1,
    hoist: (name, at) => {
      declares(name);
      hoisted.set(name, at);
    },
    scope: (known, make) => {
      const outer = { hoisted, depth };
      const outside = leaks.length;
      hoisted = new Map();
      depth = 0;
      const body = make();
      leaks.splice(outside);
      for (const name of known) hoisted.delete(name);
      const empty = [...hoisted].map(([name, at]) => declaration(name, constant(at), at));
      ({ hoisted, depth } = outer);
      return [...empty, ...body];
    },
  };
  return lower;
}

/** Asked for each node, so it remembers where each line starts. */
function linesOf(code: string): (offset: number) => number {
  const starts = [0];
  for (const { index, 0: end } of code.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
