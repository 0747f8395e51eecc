// Commands that pass text on: what they read, and what is known of what they write.
import { decodeBase64, decodeHex, escapes, format, translate } from '../decode.ts';
import { EMPTY, hole, join, joinWords, show, taintOf, text, textOf, type Value } from '../value.ts';
import type { Call, Pattern, Specs } from './spec.ts';
import { filtered } from './text-programs.ts';

export const TEXT_TOOLS: Specs = {
  echo: { does: echo },
  printf: { does: printf },
  'cat tac head tail less more bat nl strings sort uniq shuf cut fold fmt column expand unexpand pr iconv paste comm join sponge ts zcat bzcat xzcat dos2unix unix2dos numfmt tsort highlight pygmentize glow':
    {
      values: 'n c d f k t o T S w b s lines bytes delimiter fields key field-separator output width',
      options: { 'o output': 'overwrite' },
      does: pass,
    },
  rev: { does: (call) => changed(call, (line) => [...line].reverse().join('')) },
  tr: { does: tr },
  'base64 base32 basenc': { values: 'w wrap', does: base64 },
  xxd: { values: 'c cols g l len s seek o', does: hex },
  'od hexdump hd': { values: 'A j N t w e f n s', operands: 'read', does: encoded },
  'diff cmp sdiff colordiff delta': { values: 'U C I x W unified', operands: 'read' },
  'xmllint tidy csvcut csvgrep csvstat csvsort mlr miller dasel htmlq pup': { values: 'xpath c m r n', operands: 'read' },
  'md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum shasum md5 wc stat file du ls dir vdir tree test [ exa eza lsd readlink realpath namei':
    { operands: 'list', does: names },
  'xclip xsel pbcopy wl-copy': { does: () => EMPTY },
};

export const TEXT_LINES: readonly Pattern[] = [
  ['rg --pre|--hostname-bin', 'opaque', 'cannot tell: hands files to a program'],
  ['sort --compress-program', 'opaque', 'cannot tell: hands text to a program'],
  ['man -P|--pager|-H|--html', 'opaque', 'cannot tell: hands text to a program'],
];

function echo({ args }: Call): Value {
  const plain = args.findIndex((arg) => !/^-[neE]+$/.test(show(arg)));
  const flags = args
    .slice(0, plain === -1 ? args.length : plain)
    .map(show)
    .join('');
  const output = joinWords(plain === -1 ? [] : args.slice(plain));
  const literal = textOf(output);
  const decoded = flags.includes('e') && literal !== undefined ? text(escapes(literal)) : output;
  return flags.includes('n') ? decoded : join([decoded, text('\n')]);
}

function printf({ args, scene }: Call): Value {
  const variable = show(args[0] ?? []) === '-v' ? show(args[1] ?? []) : undefined;
  const rest = variable === undefined ? args : args.slice(2);
  const [pattern = EMPTY, ...values] = show(rest[0] ?? []) === '--' ? rest.slice(1) : rest;
  const output = textOf(pattern) === undefined ? hole('$(printf)', taintOf(joinWords(rest))) : format(show(pattern), values);
  if (variable === undefined) return output;
  scene.shell.variables.set(variable, [[output]]);
  return EMPTY;
}

/** What goes in comes out, save for its order and amount. */
function pass({ name, operands, options, stdin, read, touch }: Call): Value {
  if (name === 'sponge') for (const path of operands) touch('overwrite', path, { content: stdin });
  const [, target] = name === 'uniq' ? operands : [];
  const content = operands.length === 0 ? stdin : join(operands.map((file) => (show(file) === '-' ? stdin : read(file))));
  if (target !== undefined) touch('overwrite', target, { content });
  if (name === 'cat' || name === 'tac' || textOf(content) === '') return content;
  if (
    /^(?:head|tail|sort|uniq|shuf|less|more|bat|column)$/.test(name) &&
    (textOf(content)?.trim().split('\n').length ?? 1) === 1 &&
    !options.has('c')
  )
    return content;
  return filtered(content);
}

function changed({ operands, stdin, read }: Call, change: (line: string) => string): Value {
  const content = operands.length === 0 ? stdin : join(operands.map(read));
  const literal = textOf(content);
  if (literal === undefined) return hole('(changed text)', { ...taintOf(content), decoded: true });
  return text(literal.split('\n').map(change).join('\n'));
}

function tr({ operands, options, stdin }: Call): Value {
  const literal = textOf(stdin);
  const [from, to] = operands.map((operand) => textOf(operand));
  if (stdin.length > 0 && literal === undefined) return stdin;
  const result =
    literal === undefined || from === undefined
      ? undefined
      : translate(literal, from, options.has('d delete') ? undefined : (to ?? ''), options.has('c C complement s'));
  return result === undefined ? filtered(stdin) : text(result);
}

function base64(call: Call): Value {
  const { options, operands, stdin, read } = call;
  const content = operands.length === 0 ? stdin : join(operands.map(read));
  const literal = textOf(content);
  if (!options.has('d D decode')) return encoded({ ...call, stdin: content });
  const decoded = literal === undefined || call.name !== 'base64' ? undefined : decodeBase64(literal);
  return decoded === undefined ? hole('(decoded text)', { ...taintOf(content), decoded: true }) : text(decoded);
}

function hex(call: Call): Value {
  const { options, operands, stdin, read, touch } = call;
  const content = operands.length === 0 ? stdin : join(operands.slice(0, 1).map(read));
  if (operands[1] !== undefined) touch('overwrite', operands[1]);
  if (!options.has('r revert')) return encoded({ ...call, stdin: content });
  const literal = textOf(content);
  const decoded = literal === undefined || !options.has('p ps postscript plain') ? undefined : decodeHex(literal);
  return decoded === undefined ? hole('(decoded text)', { decoded: true }) : text(decoded);
}

function encoded({ stdin, operands, read }: Call): Value {
  const content = join([stdin, ...operands.map(read)]);
  return hole('(encoded text)', taintOf(content), 'word');
}

/** Listings show names: a folder's, the given ones, or a place. */
function names({ name, operands, options, scene }: Call): Value | undefined {
  if (name === 'ls' || name === 'exa' || name === 'eza') {
    const [first] = operands;
    if (first === undefined) return join([text('./'), [{ type: 'glob', text: '*' }]]);
    if (first.some((part) => part.type === 'glob')) return first;
    return options.has('d directory') ? first : hole('(name)', {}, 'word');
  }
  if (name === 'realpath' || name === 'readlink') {
    const [first] = operands;
    if (first === undefined || /^\/proc\//.test(show(first))) return undefined;
    return show(first).startsWith('/') || scene.shell.cwd === undefined ? first : join([text(`${scene.shell.cwd}/`), first]);
  }
  return hole(`$(${name})`, {}, name === 'du' || name === 'tree' ? 'any' : 'word');
}
