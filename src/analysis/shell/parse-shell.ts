// Shell code in, its syntax tree out. The only file that knows the parser; the rest knows the tree's types through it.
import type { ParsedScript } from 'unbash';

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
  parser ??= import('unbash').then(({ parse }) => parse);
  return parser;
}
