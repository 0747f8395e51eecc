// The words of a command line in; `--sandbox` with its value attached, so that commander does not take the word after it for one, out.

const WITHOUT_VALUE: Readonly<Record<string, string>> = { '--sandbox': 'on' };

/** @param taking Options that take the word after them, whatever it is. */
export function attachValue(argv: readonly string[], taking: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return argv.map((word, at) => {
    const taken = taking.includes(argv[at - 1] ?? '') || (end !== -1 && at > end);
    const value = taken || !Object.hasOwn(WITHOUT_VALUE, word) ? undefined : WITHOUT_VALUE[word];
    return value === undefined ? word : `${word}=${value}`;
  });
}
