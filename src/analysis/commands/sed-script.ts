// A sed script in, its commands out; undefined where it cannot be taken apart.

export interface Address {
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
