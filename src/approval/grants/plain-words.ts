// Shell code in; its words out when it is one plain command and nothing else. Reads less than a shell does, so that nothing else can be meant.

/** Letters that mean nothing but themselves, wherever they stand behind the first word. */
const PLAIN = String.raw`[\w@%+=:,./-]`;
const QUOTED = String.raw`'[\x20-\x26\x28-\x7e]*'|"[\x20\x23\x25-\x5b\x5d-\x5f\x61-\x7e]*"`;
const LINE = new RegExp(`^(?!-)[\\w./+-]+(?: (?:${PLAIN}|${QUOTED})+)*\\n?$`);
const WORD = new RegExp(`(?:${PLAIN}|${QUOTED})+`, 'g');
const PLAIN_WORD = new RegExp(`^${PLAIN}+$`);

/**
 * One line, words one space apart, quoted or of plain letters: no expansion, redirection, assignment, comment, list or pipe.
 *
 * @example plainWords('npm test -- "a b"\n') // ['npm', 'test', '--', 'a b']
 * @example plainWords('npm test; rm x') // undefined
 */
export function plainWords(code: string): readonly string[] | undefined {
  if (!LINE.test(code)) return undefined;
  return code.match(WORD)?.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double));
}

/** Whether a word needs no quotes. */
export function isPlainWord(word: string): boolean {
  return PLAIN_WORD.test(word);
}
