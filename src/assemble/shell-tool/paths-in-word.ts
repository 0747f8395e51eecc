// A word of a command in, every path that a program could read out of it out: `--file=.env`, `-f.env`, `@.env`, `HEAD:.env`.

/** More are not told apart. */
const MOST = 2_000;
const PARTS = /[\s'"`()[\]{}<>|;&,=@:!]+/;
const BEHIND = /[=@:+,]/g;
/** An address of something that is no file. */
const ADDRESS = /^(?:https?|ssh|git|ftps?|wss?):\/\//;

/** @returns Undefined where the word has too many parts to be looked at. */
export function pathsInWord(word: string): readonly string[] | undefined {
  if (ADDRESS.test(word)) return [];
  const found = new Set([word]);
  for (const part of word.split(PARTS)) found.add(part);
  for (const { index } of word.matchAll(BEHIND)) {
    found.add(word.slice(index + 1));
    if (found.size > MOST) return undefined;
  }
  // Letters of options stand together, and the value follows the last of them.
  if (/^-[^-]/.test(word)) for (let at = 2; at < Math.min(word.length, MOST); at += 1) found.add(word.slice(at));
  found.delete('');
  return found.size > MOST ? undefined : [...found];
}
