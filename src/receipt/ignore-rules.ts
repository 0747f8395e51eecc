// The `.gitignore` files of a repository in; whether git ignores a path out. They are read as data: git itself is never run, a
// repository's settings can start programs.
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type ignore from 'ignore';
import { openable, textOfBytes } from './path-bytes.ts';

export interface IgnoreRules {
  /** @param path Below the folder, as bytes. What lies in an ignored folder is not asked about. */
  ignores(path: string, isFolder: boolean): boolean;
  /** What it may cost is counted from here. */
  start(): void;
  /** Takes the rules of a folder below in. */
  add(folder: string): void;
}

const MOST_BYTES = 65_536;
const MOST_LINES = 1000;
/** A pattern of many stars may take for ever to match. */
const TOO_MUCH = /^.{300}|(?:\*+[^*]+){3}\*/;
const MOST_DEEP = 64;
/** A fraction of a second; once it is spent, nothing more is ignored. */
const MOST_STEPS = 4_000_000;

interface Rules {
  readonly lines: number;
  readonly test: ReturnType<typeof ignore>['test'];
}

/** Files above the folder that count in it, outermost first: up to the root of the repository. */
export function rulesAbove(folder: string): readonly string[] {
  const found: string[] = [];
  let at = folder;
  for (let depth = 0; depth < MOST_DEEP && !isThere(join(at, '.git')); depth += 1) {
    if (dirname(at) === at) return [];
    at = dirname(at);
    found.unshift(join(at, '.gitignore'));
  }
  return [join(at, '.git/info/exclude'), ...found].filter(isThere);
}

export function ignoreRules(make: typeof ignore, folder: string, above: readonly string[]): IgnoreRules {
  let left = MOST_STEPS;
  function parse(path: string | Buffer): Rules {
    const lines = linesOf(path);
    const rules = make({ allowRelativePaths: true, ignorecase: false }).add(lines);
    return { lines: lines.length, test: (below) => rules.test(below) };
  }
  const inside = new Map<string, Rules>();
  const outer = above
    .map((path) => {
      const base = path.endsWith('/.git/info/exclude') ? path.slice(0, -'/.git/info/exclude'.length) : dirname(path);
      return { rules: parse(path), prefix: folder === base ? '' : `${folder.slice(base === '/' ? 1 : base.length + 1)}/` };
    })
    // Where the folder itself is ignored, all would be.
    .filter(({ rules, prefix }) => prefix === '' || !rules.test(prefix).ignored);

  function judge(rules: Rules, path: string): boolean | undefined {
    left -= rules.lines + path.length;
    if (left < 0) return undefined;
    const { ignored, unignored } = rules.test(path);
    return ignored ? true : unignored ? false : undefined;
  }

  return {
    start() {
      left = MOST_STEPS;
    },
    ignores(path, isFolder) {
      if (left < 0) return false;
      const text = `${textOfBytes(path)}${isFolder ? '/' : ''}`;
      for (let at = parent(path); ; at = parent(at)) {
        left -= at.length;
        const rules = inside.get(at);
        const found = rules && judge(rules, at === '' ? text : text.slice(textOfBytes(at).length + 1));
        if (found !== undefined) return found;
        if (at === '') break;
      }
      for (const { rules, prefix } of outer.toReversed()) {
        const found = judge(rules, `${prefix}${text}`);
        if (found !== undefined) return found;
      }
      return false;
    },
    add(below) {
      inside.set(below, parse(openable(join(Buffer.from(folder).toString('latin1'), below, '.gitignore'))));
    },
  };
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Not through a link, as git; and nothing is waited for: it may be a pipe. */
function linesOf(path: string | Buffer): string[] {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > MOST_BYTES) return [];
    const lines = readFileSync(file, 'utf8').split(/\r?\n/);
    return lines.slice(0, MOST_LINES).filter((line) => !TOO_MUCH.test(line));
  } catch {
    return [];
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
