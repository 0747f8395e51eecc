// Words in; the bash code that starts a program with exactly these words, and nothing else, out.
import { isPlainWord } from '../../approval/grants/plain-words.ts';

/**
 * `exec` starts a program and never a builtin, function or alias: those read their words anew (`test -v 'a[$(…)]'` runs code).
 *
 * @example plainCommand(['git', 'log', '--grep=a b']) // "exec git log '--grep=a b'"
 */
export function plainCommand(words: readonly string[]): string {
  return ['exec', ...words.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return isPlainWord(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
