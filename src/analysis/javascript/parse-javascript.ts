// JavaScript or TypeScript code in, the common tree out. The only file that loads the parser; `syntax.ts` has the types of its trees.
import type { Options, Parser, Program } from 'acorn';
import { comeBack, goDeeper } from '../go-deeper.ts';
import type { ParseProgram, Statement } from '../program/tree.ts';
import { lowerProgram } from './lower-program.ts';

/** As Node.js goes about it: CommonJS first, and a module if it is none. The last takes what runs nowhere, or only elsewhere. */
const COMMONJS: Partial<Options> = { sourceType: 'commonjs' };
const MODULE: Partial<Options> = { sourceType: 'module' };
const LOOSE: Partial<Options> = {
  sourceType: 'script',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowImportExportEverywhere: true,
};

/** In CommonJS `await` may be a name, and these start comments, also around what a module runs. */
const AMBIGUOUS = /await|<!--|-->/;

/** The plugin for TypeScript tries and tries again; nested, that doubles at each level. Honest code needs about half a token a unit. */
const TOKENS_A_UNIT = 4;
const MIN_TOKENS = 20_000;

const MAX_DEPTH = 250;
const MAX_DECLARATIONS = 5_000;

let javascript: Promise<ParseProgram> | undefined;
let typescript: Promise<ParseProgram> | undefined;

export function loadJavaScriptParser(): Promise<ParseProgram> {
  javascript ??= import('acorn').then((acorn) => programParser(acorn.Parser.extend(bounded), {}));
  return javascript;
}

export function loadTypeScriptParser(): Promise<ParseProgram> {
  typescript ??= Promise.all([import('acorn'), import('@sveltejs/acorn-typescript')]).then(([acorn, { tsPlugin }]) =>
    programParser(acorn.Parser.extend(bounded, tsPlugin()), { locations: true }),
  );
  return typescript;
}

function programParser(parser: typeof Parser, options: Partial<Options>): ParseProgram {
  return (code) => {
    if (isTooDeep(code)) throw new Error('the code is nested too deeply');
    // A byte order mark before a hashbang is none of acorn's; offsets must stay as they are.
    const source = code.replace(/^\uFEFF#!/, ' //');
    const script = attempt(source, COMMONJS);
    const module = script === undefined || AMBIGUOUS.test(code) ? attempt(source, MODULE) : undefined;
    if (module === undefined) return lowerProgram(script ?? parse(source, LOOSE), code, false);
    if (script === undefined) return lowerProgram(module, code, true);
    return either(lowerProgram(script, code, false), lowerProgram(module, code, false));
  };

  function parse(source: string, mode: Partial<Options>): Program {
    return parser.parse(source, { ecmaVersion: 'latest', allowHashBang: true, ...options, ...mode });
  }

  function attempt(source: string, mode: Partial<Options>): Program | undefined {
    try {
      return parse(source, mode);
    } catch (error) {
      // The plugin for TypeScript stumbles over some code that is none.
      if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
      throw error;
    }
  }
}

/** Brackets in texts count as well: honest code is far below. Scopes in scopes, and declarations by the ten thousand, cost the parser far too much. */
function isTooDeep(code: string): boolean {
  let depth = 0;
  for (let at = 0; at < code.length; at++) {
    const letter = code.charCodeAt(at);
    if (letter === 123 || letter === 40 || letter === 91) depth += 1;
    else if ((letter === 125 || letter === 41 || letter === 93) && depth > 0) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return (code.match(/\b(?:export|var)\b/g)?.length ?? 0) > MAX_DECLARATIONS;
}

/** Who runs the code decides which of the two it is. */
function either(script: readonly Statement[], module: readonly Statement[]): readonly Statement[] {
  if (JSON.stringify(script) === JSON.stringify(module)) return script;
  return [{ line: 1, start: 0, end: 0, type: 'choice', tests: [], ways: [script, module] }];
}

/** What acorn has for its plugins, and not in its types. */
interface Internals {
  readonly input: string;
  readonly curLine: number;
  readonly startLoc: unknown;
  nextToken(): void;
  parseStatement(...given: unknown[]): unknown;
  raise(offset: number, message: string): never;
  raiseRecoverable(offset: number, message: string): never;
}

/**
 * A plugin for the parser: it gives up after too many tokens, and long before the stack ends; what is thrown is no SyntaxError, which
 * would be tried again. And a fault, of which each try may have one, does not count the lines before it: that alone took a minute.
 */
function bounded(base: typeof Parser): typeof Parser {
  const Base = base as unknown as new (options: Options, input: string) => Internals;
  class Bounded extends Base {
    private read = 0;

    override nextToken(): void {
      this.read += 1;
      if (this.read > MIN_TOKENS + this.input.length * TOKENS_A_UNIT) throw new Error('the code is too entangled to be read');
      // Every level takes a token at least; only statements say when they are left.
      goDeeper();
      super.nextToken();
    }

    override parseStatement(...given: unknown[]): unknown {
      const before = goDeeper();
      const parsed = super.parseStatement(...given);
      comeBack(before);
      return parsed;
    }

    override raise(offset: number, message: string): never {
      throw faultAt(offset, message, this);
    }

    override raiseRecoverable(offset: number, message: string): never {
      throw faultAt(offset, message, this);
    }
  }
  return Bounded as unknown as typeof Parser;
}

function faultAt(offset: number, message: string, { curLine, startLoc }: Internals): SyntaxError {
  return Object.assign(new SyntaxError(`${message} (line ${curLine})`), { pos: offset, loc: startLoc });
}
