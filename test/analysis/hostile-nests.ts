// Code made to break a reader by its depth. Rows for hostile.test.ts; nothing here is run.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code.
export type Hostile = readonly [name: string, code: string];
/** What opens, what is inside, what closes. */
export type Nest = readonly [open: string, inside: string, close?: string];

const DEPTH = 100_000;
const SIZE = 250_000;

export const BASH_NESTS: readonly Nest[] = [
  ...([
    '(|ls|)',
    '{ |ls|; }',
    '$(|ls|)',
    '"$(|ls|)"',
    '$((|1|))',
    '${x:-|1|}',
    '<(|ls|)',
    '((|1|))',
    'a=(|1|)',
    '{a,|b|}',
  ] as const),
  ...(['[[ (|x|) ]]', 'if true; then |ls|; fi', 'for x in a; do |ls|; done', 'while x; do |ls|; done', 'f() { |ls|; }'] as const),
  ...([
    'case x in x) |ls|;; esac',
    '! |ls',
    'sudo |ls',
    'eval |ls',
    'bash -c |ls',
    'ls \\|  |ls',
    'ls && |ls',
    '\\\n|ls',
  ] as const),
].map(split);

export const PYTHON_NESTS: readonly Nest[] = [
  ...([
    '(|1|)',
    '[|1|]',
    '{|1|}',
    '{1:|1|}',
    'f(|1|)',
    'a[|1|]',
    'not |1',
    '-|1',
    '~|1',
    'lambda: |1',
    'lambda x=|1|: 1',
    'x = |1',
  ] as const),
  ...([
    '1 if 1 else |1',
    '(1 if |1| else 1)',
    '1 + |1',
    '"a" |""',
    'a.|a',
    'a or |1',
    'a < |1',
    '*|a',
    '@|f',
    'f"{|1|}"',
    '[x for x in |y|]',
  ] as const),
  ...(['await |1', '(yield |1|)', '(x := |1|)', '\\\n|1', 'a, |1', 'del (|a|)', '1 ** |1', 'if 1: pass\nel|x'] as const),
].map(split);

export const JAVASCRIPT_NESTS: readonly Nest[] = [
  ...([
    '(|1|)',
    '[|1|]',
    '{|1|}',
    '({a:|1|})',
    'f(|1|)',
    'a[|1|]',
    '!|1',
    '- |1',
    '~|1',
    'typeof |1',
    'void |1',
    'new |A',
    'x = |1',
  ] as const),
  ...([
    'a?b:|1',
    'a?|1|:b',
    '() => |1',
    '(x = |1|) => 1',
    'async () => |1',
    '`${|1|}`',
    '1 + |1',
    'a.|a',
    'a?.|a',
    'a ?? |1',
    'a, |1',
  ] as const),
  ...([
    'if(1)|;',
    'if(1);else |;',
    'for(;;)|;',
    'while(1)|;',
    'do |;| while(1);',
    '{;|;|}',
    'try{|;|}finally{}',
    'function f(){|;|}',
  ] as const),
  ...([
    'class A{x=|1|}',
    'switch(1){case 1:|;|}',
    'with(a)|;',
    'import(|1|)',
    '[...|a|]',
    '(class extends |A|{})',
    'f`${|1|}`',
  ] as const),
].map(split);

export const TYPESCRIPT_NESTS: readonly Nest[] = [
  ...JAVASCRIPT_NESTS,
  ...(
    [
      '<any>|1',
      '(|1| as any)',
      'let x: |A| = 1;',
      'type A = |1',
      'let x: A<|1|>;',
      'let x: {a: |1|};',
      'namespace N {|;|}',
    ] as const
  ).map(split),
];

/** `\|` is a bar of the code itself. */
function split(row: string): Nest {
  const [open = '', inside = '', close] = row.split(/(?<!\\)\|/).map((part) => part.replaceAll('\\|', '|'));
  return close === undefined ? [open, inside] : [open, inside, close];
}

/** These are code as they stand, however often. */
const CLOSED_BY_THEMSELVES = ['! ', '\\\n', '"a" ', 'a, '];

/** Never closed: no reader can make sense of these. */
export function open(nests: readonly Nest[]): readonly Hostile[] {
  const unclosed = nests.filter(([text]) => !CLOSED_BY_THEMSELVES.includes(text));
  const deep = unclosed.map(([text]): Hostile => [`open ${text}`, text.repeat(Math.min(DEPTH, Math.floor(SIZE / text.length)))]);
  const quotes = ['"', "'", '`'].map((text): Hostile => [`an odd number of ${text}`, text.repeat(DEPTH + 1)]);
  return [...deep, ...quotes.slice(0, 2)];
}

/** Closed again: it may be read, or be too much. */
export function closed(nests: readonly Nest[]): readonly Hostile[] {
  return nests.flatMap(([text, inside, close = '']) =>
    [50, DEPTH].map((depth): Hostile => {
      const times = Math.min(depth, Math.floor(SIZE / (text.length + close.length)));
      return [`${times} ${text}${inside}${close}`, text.repeat(times) + inside + close.repeat(times)];
    }),
  );
}
