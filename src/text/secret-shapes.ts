// What keys look like that providers hand out: how they begin, and all of one in the middle of a text.

interface Shape {
  /** A regular expression. */
  readonly starts: string;
  /** What follows in a real one; where it is strict, words of programs begin alike. */
  readonly goesOn: string;
}

const SHAPES: readonly Shape[] = [
  { starts: 'sk-', goesOn: '[\\w-]{16,}' },
  { starts: '[sr]k_live_', goesOn: '\\w{8,}' },
  { starts: 'gh[opsur]_', goesOn: '\\w{16,}' },
  { starts: 'github_pat_', goesOn: '\\w{16,}' },
  { starts: 'glpat-', goesOn: '[\\w-]{8,}' },
  { starts: 'xox[abeprs]-', goesOn: '[\\w-]{8,}' },
  { starts: 'A[KS]IA', goesOn: '[A-Z0-9]{12,}' },
  { starts: 'AIza', goesOn: '[\\w-]{20,}' },
  { starts: 'hf_', goesOn: '[A-Za-z0-9]{20,}' },
  { starts: 'npm_', goesOn: '[A-Za-z0-9]{20,}' },
  { starts: 'pypi-', goesOn: '[\\w-]{16,}' },
  // A token of the web.
  { starts: 'eyJ[\\w-]{1,4096}\\.eyJ', goesOn: '[\\w-]+(?:\\.[\\w-]*)?' },
  { starts: '-----BEGIN ', goesOn: '[A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)' },
];

/** A value that begins as one. */
export const SECRET_START = new RegExp(`^(?:${SHAPES.map(({ starts }) => starts).join('|')})`);

/** Each one in a text; in that of a program, the `n` of a `\n` may stand before it. */
export const SECRETS = new RegExp(
  `(?:(?<![\\w-])|(?<=\\\\[nrt]))(?:${SHAPES.map(({ starts, goesOn }) => starts + goesOn).join('|')})`,
  'g',
);
