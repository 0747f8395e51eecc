// Literal text and the commands of a sed script in, what comes out of it out.
import { posixPattern } from './posix-pattern.ts';
import type { Address, SedCommand } from './sed-script.ts';

/** What becomes of literal text; undefined where a command does more than change, drop or show single lines. */
export function applySed(
  literal: string,
  commands: readonly SedCommand[],
  extended: boolean,
  quiet: boolean,
): string | undefined {
  const lines = literal.replace(/\n$/, '').split('\n');
  const longest = Math.max(...lines.map((line) => line.length));
  const steps = commands.map((command) => step(command, lines, extended, longest));
  if (steps.some((one) => one === undefined)) return undefined;
  const output: string[] = [];
  for (const [at, line] of lines.entries()) {
    let held: string | undefined = line;
    let ends = false;
    for (const one of steps) {
      if (held === undefined || ends) break;
      const done: Stepped | undefined = one?.(held, at, output);
      if (done === undefined) continue;
      held = done.line;
      ends = done.ends === true;
    }
    if (held !== undefined && !quiet) output.push(held);
    if (ends) break;
  }
  return output.map((line) => `${line}\n`).join('');
}

interface Stepped {
  /** Undefined when the line is dropped. */
  readonly line: string | undefined;
  readonly ends?: boolean;
}

type Step = (line: string, at: number, output: string[]) => Stepped | undefined;

function step(command: SedCommand, lines: readonly string[], extended: boolean, longest: number): Step | undefined {
  const here = selects(command, lines, extended, longest);
  if (here === undefined) return undefined;
  switch (command.name) {
    case 's': {
      const found = posixPattern(command.pattern, extended, command.flags.includes('g') ? 'g' : '', longest);
      if (found === undefined || /[ewiImM\d]/.test(command.flags)) return undefined;
      const shows = command.flags.includes('p');
      return (line, at, output) => {
        if (!here(line, at)) return undefined;
        const changed = line.replace(found, (whole, ...groups) => filled(command.replacement, [whole, ...groups]));
        if (shows && changed !== line) output.push(changed);
        return { line: changed };
      };
    }
    case 'y': {
      const [from, to] = [[...command.pattern], [...command.replacement]];
      return (line, at) =>
        here(line, at)
          ? { line: [...line].map((one) => (from.includes(one) ? (to[from.indexOf(one)] ?? one) : one)).join('') }
          : undefined;
    }
    case 'd':
      return (line, at) => (here(line, at) ? { line: undefined } : undefined);
    case 'p':
      return (line, at, output) => {
        if (here(line, at)) output.push(line);
        return undefined;
      };
    case 'q':
      return (line, at) => (here(line, at) ? { line, ends: true } : undefined);
    default:
      return undefined;
  }
}

function selects(
  { from, to, negated }: SedCommand,
  lines: readonly string[],
  extended: boolean,
  longest: number,
): ((line: string, at: number) => boolean) | undefined {
  if (from === undefined) return () => true;
  if (to !== undefined && (from.line === undefined || (to.line === undefined && !to.last))) return undefined;
  const found = from.pattern === undefined ? undefined : posixPattern(from.pattern, extended, '', longest);
  if (from.pattern !== undefined && (found === undefined || from.pattern === '\0')) return undefined;
  const number = ({ line, last }: Address) => (last ? lines.length : (line ?? 0));
  const inside = (line: string, at: number) =>
    found !== undefined
      ? found.test(line)
      : to === undefined
        ? at + 1 === number(from)
        : at + 1 >= number(from) && at + 1 <= number(to);
  return (line, at) => inside(line, at) !== negated;
}

/** `&` and `\1` are what was found. */
function filled(replacement: string, groups: readonly unknown[]): string {
  return replacement.replace(/\\([0-9n&\\/]|.)|&/gs, (whole, code: string | undefined) => {
    if (whole === '&' || code === '0') return String(groups[0]);
    if (code !== undefined && /[1-9]/.test(code))
      return typeof groups[Number(code)] === 'string' ? String(groups[Number(code)]) : '';
    return code === 'n' ? '\n' : (code ?? '');
  });
}
