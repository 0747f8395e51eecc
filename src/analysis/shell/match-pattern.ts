// A command line's words and the patterns of the tables in, the patterns that it meets out.
import type { Pattern } from '../commands/spec.ts';
import { show } from '../value.ts';
import type { Options } from './options.ts';

export interface Matched {
  readonly pattern: Pattern;
  /** The operands that the pattern's words left over. */
  readonly rest: readonly string[];
}

const NONE: readonly Matched[] = [];
/** The words of each line, taken apart once. */
const WORDS = new Map<string, readonly string[]>();

function wordsOf(line: string): readonly string[] {
  const known = WORDS.get(line);
  if (known !== undefined) return known;
  const words = line.split(' ').slice(1);
  WORDS.set(line, words);
  return words;
}

export function matchPatterns(patterns: readonly Pattern[], options: Options): readonly Matched[] {
  if (patterns.length === 0) return NONE;
  const operands = options.operands.map(show);
  return patterns.flatMap((pattern) => {
    const words = wordsOf(pattern[0]);
    let at = 0;
    let gap = false;
    for (const word of words) {
      if (word === '…') {
        gap = true;
      } else if (/^!?-/.test(word)) {
        const present = word
          .replace(/^!/, '')
          .split('|')
          .some((option) => hasOption(options, option));
        if (present === word.startsWith('!')) return [];
      } else {
        const found = gap
          ? operands.findIndex((operand, index) => index >= at && fits(word, operand))
          : fits(word, operands[at])
            ? at
            : -1;
        if (found === -1) return [];
        gap = false;
        at = found + 1;
      }
    }
    return [{ pattern, rest: operands.slice(at) }];
  });
}

function hasOption(options: Options, option: string): boolean {
  const [name = '', wanted] = option.split('=');
  if (wanted !== undefined) return options.all(name.replace(/^-+/, '')).some((value) => show(value) === wanted);
  if (option.endsWith('*')) return options.words.some((word) => word.startsWith(option.slice(0, -1)));
  return options.has(option.replace(/^-+/, '')) || options.words.includes(option);
}

function fits(word: string, operand: string | undefined): boolean {
  if (operand === undefined) return false;
  return word.split('|').some((one) => {
    if (one === '*') return true;
    if (one.startsWith('*')) return operand.endsWith(one.slice(1));
    return one.endsWith('*') ? operand.startsWith(one.slice(0, -1)) : operand === one;
  });
}
