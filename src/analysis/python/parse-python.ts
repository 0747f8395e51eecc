// Python code in, its tree out. The only file that loads the parser, and that puts together what stands around it.
import type { ParseProgram, Statement } from '../program/tree.ts';
import { rewriteCells } from './cells.ts';
import { checkFields, checkText } from './check-text.ts';
import { lowerExpression } from './lower-expressions.ts';
import { lowerStatement } from './lower-statements.ts';
import type { Module, ParseModule } from './nodes.ts';
import { lowerBody, NO_NAMES } from './scope.ts';
import { createPositions, type Positions, readSource, type Source } from './source.ts';

let parser: Promise<ParseProgram> | undefined;

/** Asking the module loader anew for each block would cost more than reading it. */
export function loadPythonParser(): Promise<ParseProgram> {
  parser ??= import('py-ast').then(
    ({ parse }) =>
      (code) =>
        parseProgram(code, parse),
  );
  return parser;
}

/** Only what is no Python is tried as a notebook's: `%` and `!` at the start of a statement mean nothing in Python. */
function parseProgram(code: string, parse: ParseModule): Statement[] {
  const source = readSource(code);
  try {
    return lowerModule(parseSource(code, source, parse));
  } catch (error) {
    const lines = rewriteCells(source.lines, (text) => isExpression(text, parse));
    if (lines === undefined) throw error;
    return lowerModule(parseSource(code, { ...source, lines }, parse));
  }
}

interface Parsed {
  readonly module: Module;
  readonly positions: Positions;
}

function parseSource(code: string, source: Source, parse: ParseModule): Parsed {
  const text = source.lines.join('\n');
  const fields = checkText(text);
  const positions = createPositions(code, source);
  const module = parse(text);
  checkFields(module, fields, positions.offset);
  return { module, positions };
}

function isExpression(text: string, parse: ParseModule): boolean {
  try {
    return parseSource(text, readSource(`(${text})`), parse).module.body.every(({ nodeType }) => nodeType === 'Expr');
  } catch {
    return false;
  }
}

function lowerModule({ module, positions }: Parsed): Statement[] {
  const { at, code } = positions;
  return lowerBody(module.body, { at, code, lowerExpression, lowerStatement, outer: NO_NAMES, inEach: false });
}
