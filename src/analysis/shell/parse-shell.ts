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
  parser ??= import('unbash').then(({ parse }) => (given) => {
    const code = masked(given);
    const end = endOfReadable(code);
    if (end === undefined) return parse(code);
    const script = parse(code.slice(0, end));
    return { ...script, errors: [{ message: 'nested too deeply', pos: end }, ...(script.errors ?? [])] };
  });
  return parser;
}

/** Brackets that stand for what only the run knows: `/tmp/(mktemp-1)`, `/(script)`, `/(found)`. To the parser they are letters. */
const STANDS = /\/\((mktemp(?:-\d+)?|script|found)\)/g;
const MASKED = /[\ue000\ue001]/g;

function masked(code: string): string {
  return code.includes('/(') ? code.replace(STANDS, '/\ue000$1\ue001') : code;
}

export function unmasked(text: string): string {
  return text.replace(MASKED, (one) => (one === '\ue000' ? '(' : ')'));
}

/** Far deeper than anybody writes: the parser would take long over it, or run out of stack. */
const MAX_BRACKETS = 400;

/**
 * Counts brackets as they stand, quoted or not.
 * @returns Where the line begins from which on they are nested too deeply.
 */
function endOfReadable(code: string): number | undefined {
  let [round, curly, start] = [0, 0, 0];
  for (let at = 0; at < code.length; at++) {
    const one = code.charCodeAt(at);
    if (one === 0x0a && round + curly === 0) start = at + 1;
    else if (one === 0x28) round++;
    else if (one === 0x29) round -= round > 0 ? 1 : 0;
    else if (one === 0x7b) curly++;
    else if (one === 0x7d) curly -= curly > 0 ? 1 : 0;
    if (round > MAX_BRACKETS || curly > MAX_BRACKETS) return start;
  }
  return undefined;
}
