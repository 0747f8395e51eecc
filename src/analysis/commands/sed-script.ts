// A sed script in, its commands out; undefined where it cannot be taken apart. And: literal text and commands in, what comes out.
import { posixPattern } from './posix-pattern.ts';

interface Address {
  /** A line number, `$`, or a pattern. */
  readonly line?: number;
  readonly last?: boolean;
  readonly pattern?: string;
}

export interface SedCommand {
  readonly name: string;
  readonly from?: Address;
  readonly to?: Address;
  readonly negated: boolean;
  /** The text of `a i c e`, the file of `r w`, the label of `b t`. */
  readonly operand: string;
  /** Pattern, replacement and flags of `s`, the two sets of `y`. */
  readonly pattern: string;
  readonly replacement: string;
  readonly flags: string;
}

const MAX_COMMANDS = 100;

export function parseSed(script: string): readonly SedCommand[] | undefined {
  const commands: SedCommand[] = [];
  let at = 0;
  const blank = (set: RegExp) => {
    while (at < script.length && set.test(script[at] ?? '')) at++;
  };
  const address = (): Address | undefined => {
    const number = /^(?:\d+(?:~\d+)?|[+~]\d+)/.exec(script.slice(at, at + 20))?.[0];
    if (number !== undefined) {
      at += number.length;
      return /^\d+$/.test(number) ? { line: Number(number) } : { pattern: '\0' };
    }
    if (script[at] === '$') {
      at++;
      return { last: true };
    }
    if (script[at] === '/' || script[at] === '\\') {
      if (script[at] === '\\') at++;
      const pattern = until(script[at] ?? '/');
      while (/[IM]/.test(script[at] ?? '')) at++;
      return pattern === undefined ? undefined : { pattern };
    }
    return undefined;
  };
  /** From one separator to the next, which is left behind. */
  const until = (separator: string, brackets = true): string | undefined => {
    let text = '';
    for (at++; at < script.length; at++) {
      const one = script[at] ?? '';
      if (one === separator) {
        at++;
        return text;
      }
      if (one === '\\' && script[at + 1] === separator) text += script[++at] ?? '';
      else if (one === '\\') text += one + (script[++at] ?? '');
      else if (one === '[' && brackets) {
        const inside = /^\[\^?\]?(?:\[:\w+:\]|[^\]\n])*\]/.exec(script.slice(at, at + 200))?.[0] ?? one;
        text += inside;
        at += inside.length - 1;
      } else text += one;
    }
    return undefined;
  };
  const rest = (end: RegExp): string => {
    const found = script.slice(at).search(end);
    const text = script.slice(at, found === -1 ? undefined : at + found);
    at = found === -1 ? script.length : at + found;
    return text.trim();
  };
  for (;;) {
    blank(/[\s;{}]/);
    if (at >= script.length) return commands;
    if (commands.length >= MAX_COMMANDS) return undefined;
    if (script[at] === '#') {
      rest(/\n/);
      continue;
    }
    const from = address();
    blank(/[ \t]/);
    let to: Address | undefined;
    if (from !== undefined && script[at] === ',') {
      at++;
      blank(/[ \t]/);
      to = address();
      blank(/[ \t]/);
    }
    const negated = script[at] === '!';
    if (negated) at++;
    blank(/[ \t!]/);
    if (script[at] === '{') continue;
    const name = script[at++] ?? '';
    const part = {
      name,
      negated,
      operand: '',
      pattern: '',
      replacement: '',
      flags: '',
      ...(from && { from }),
      ...(to && { to }),
    };
    if (name === 's' || name === 'y') {
      const separator = script[at] ?? '';
      const pattern = until(separator, name === 's');
      at--;
      const replacement = pattern === undefined ? undefined : until(separator, false);
      if (pattern === undefined || replacement === undefined) return undefined;
      const flags = /^[gpiImMe\d]*/.exec(script.slice(at, at + 20))?.[0] ?? '';
      at += flags.length;
      const writes = script[at] === 'w';
      if (writes) at++;
      commands.push({ ...part, pattern, replacement, flags: writes ? `${flags}w` : flags, operand: writes ? rest(/\n/) : '' });
    } else if (/[aic]/.test(name)) commands.push({ ...part, operand: rest(/(?<!\\)\n/).replace(/^\\\s*/, '') });
    else if (/[erRwW]/.test(name)) commands.push({ ...part, operand: rest(/\n/) });
    else if (/[btT:lLqQv]/.test(name)) commands.push({ ...part, operand: rest(/[\n;}]/) });
    else if (/[=dDgGhHnNpPxzF]/.test(name)) commands.push(part);
    else return undefined;
  }
}

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
