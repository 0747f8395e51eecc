// Shell code in, its syntax tree out. The only file that knows the parser; the rest knows the tree's types through it.
import type { ParsedScript } from 'unbash';
import { StopReading } from '../recorder.ts';

export type {
  ArithmeticExpression,
  Assignment,
  Command,
  CompoundList,
  ParameterExpansionPart,
  ParsedScript,
  Redirection,
  Statement,
  SyntaxNode,
  TestExpression,
  Word,
  WordPart,
} from 'unbash';

export type ParseShell = (code: string) => ParsedScript;

let parser: Promise<ParseShell> | undefined;

/** Asking the module loader anew for each block would cost more than reading it. */
export function loadParser(): Promise<ParseShell> {
  parser ??= import('unbash').then(({ parse }) => (code) => {
    if (isNestedTooDeeply(code)) throw new StopReading('code is nested too deeply');
    return parse(code);
  });
  return parser;
}

/** Far deeper than anybody writes: the parser would take long over it, or run out of stack. */
const MAX_BRACKETS = 400;

function isNestedTooDeeply(code: string): boolean {
  for (const [open, close] of ['()', '{}', '[]']) {
    let depth = 0;
    for (const one of code) {
      if (one === open) depth++;
      else if (one === close && depth > 0) depth--;
      if (depth > MAX_BRACKETS) return true;
    }
  }
  return false;
}
