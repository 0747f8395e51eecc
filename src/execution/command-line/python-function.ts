// The text of a Python function in; what can be put into a module, and shown to a model, out. Nothing of it runs here.
import { UsageError } from '../../errors.ts';

/** A function that Python blocks can import. */
export interface PythonFunction {
  readonly name: string;
  /** Its whole text, from decorators or `def` on. */
  readonly code: string;
  /** Lines that the module begins with: `import numpy as np`. @default none */
  readonly imports?: readonly string[];
  /** Packages that are installed by pip before it is first used: `numpy>=2`. @default none */
  readonly requirements?: readonly string[];
}

const DEF = /^(?:async[ \t]+)?def[ \t]+([\p{ID_Start}_]\p{ID_Continue}*)[ \t]*\(/mu;
/** pip would take it for an option. */
const NO_REQUIREMENT = /^-|^\s*$|[\0-\x1f\x7f]/;

/**
 * Makes a function of Python text, for an executor's `functions`.
 *
 * Whether it compiles is seen when it is first used: the module that holds it is a block like any other, approved before it runs.
 *
 * @throws {UsageError} When the text holds no function, or a requirement is none.
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { pythonFunction } from 'approve-run';
 *
 * const add = pythonFunction('def add(a: int, b: int) -> int:\n    """Adds two numbers."""\n    return a + b');
 * assert.equal(add.name, 'add');
 * ```
 */
export function pythonFunction(
  code: string,
  { imports, requirements }: Pick<PythonFunction, 'imports' | 'requirements'> = {},
): PythonFunction {
  const name = DEF.exec(code)?.[1];
  if (name === undefined)
    throw new UsageError('There is no function in this Python text. Begin it with `def name(…):`, not indented.');
  const bad = requirements?.find((one) => NO_REQUIREMENT.test(one));
  if (bad !== undefined) throw new UsageError(`${JSON.stringify(bad)} is no requirement. Write one as pip takes it: numpy>=2.`);
  return { name, code, ...(imports ? { imports } : {}), ...(requirements ? { requirements } : {}) };
}

/** @returns The header, the docstring, and three dots for the rest. */
export function stubOf({ code }: PythonFunction): string {
  const start = DEF.exec(code)?.index ?? 0;
  const end = endOfHeader(code, start);
  const docstring = /^\s*(?:#.*\n\s*)*[rRuU]?("""|''')([\s\S]*?)\1/.exec(code.slice(end))?.[2];
  const lines = docstring === undefined ? [] : [`    """${docstring.replace(/\n[ \t]+(?=\S)/g, '\n    ')}"""`];
  return [code.slice(start, end), ...lines, '    ...'].join('\n');
}

const OPENS = '([{';
const CLOSES = ')]}';

/** Just behind the colon that ends it: the first one that no bracket and no text holds. */
function endOfHeader(code: string, start: number): number {
  let depth = 0;
  for (const { 0: piece, index } of code
    .slice(start)
    .matchAll(/"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#.*|[()[\]{}:]/g)) {
    if (piece === ':' && depth === 0) return start + index + 1;
    if (OPENS.includes(piece)) depth += 1;
    else if (CLOSES.includes(piece)) depth -= 1;
  }
  return code.length;
}
