// Commands that pass text on: what they read, and what is known of what they write.
import { decodeBase64, decodeHex, escapes, format, rot13, translate } from '../decode.ts';
import { noteUnpacked } from '../note-unpacked.ts';
import { pathOf } from '../path-of.ts';
import { assignTo, splitName } from '../shell/evaluate.ts';
import { tellDanger } from '../shell/tell-danger.ts';
import { unpack, unpackBrotli } from '../unpack.ts';
import { EMPTY, hole, join, joinWords, show, taintOf, text, textOf, type Value } from '../value.ts';
import { decodeBase32, dumpToHex, uudecode } from './codecs.ts';
import { takeLines } from './lines.ts';
import type { Call, Pattern, Specs } from './spec.ts';
import { filtered } from './text-programs.ts';

export const TEXT_TOOLS: Specs = {
  echo: { does: echo },
  printf: { does: printf },
  ...passing(
    'cat tac less more bat nl strings shuf dos2unix unix2dos zcat bzcat xzcat sponge ts numfmt highlight pygmentize glow',
    'b o',
  ),
  ...passing('head tail', 'n c s lines bytes pid'),
  ...passing('sort tsort', 'k t o T S field-separator output key'),
  ...passing('uniq comm join', 'f s w t'),
  ...passing('cut', 'b c d f bytes characters delimiter fields output-delimiter'),
  ...passing('paste', 'd delimiters'),
  ...passing('fold fmt column expand unexpand pr iconv', 'w t s c o f width output'),
  rev: { does: pass },
  rot13: { does: (call) => decoded(call, rot13) },
  tr: { does: tr },
  'base64 base32 basenc': { values: 'w wrap i o', does: base64 },
  'zlib-flate': { does: (call) => decoded(call, unpack) },
  brotli: { does: (call) => (call.options.has('d decompress') ? decoded(call, unpackBrotli) : undefined) },
  uudecode: { values: 'o', does: (call) => saved(call, decoded({ ...call, operands: call.operands.slice(0, 1) }, uudecode)) },
  xxd: { values: 'c cols g l len s seek o', does: hex },
  'od hexdump hd': { values: 'A j N t w e f n s', operands: 'read', does: encoded },
  'diff cmp sdiff colordiff delta': { values: 'U C I x W unified', operands: 'read' },
  'xmllint tidy csvcut csvgrep csvstat csvsort mlr miller dasel htmlq pup': { values: 'xpath c m r n', operands: 'read' },
  'md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum shasum md5 wc stat file du ls dir vdir tree test [ exa eza lsd readlink realpath namei':
    { operands: 'list', does: names },
  'xclip xsel': {
    values: 'selection -selection sel -sel t target d display',
    does: ({ options }) => (options.has('o out output') ? hole('$(clipboard)', { secret: 'the clipboard' }) : EMPTY),
  },
  'pbcopy wl-copy': { does: () => EMPTY },
  'pbpaste wl-paste': { does: () => hole('$(clipboard)', { secret: 'the clipboard' }) },
};

export const TEXT_LINES: readonly Pattern[] = [
  ['rg --pre|--hostname-bin', 'opaque', 'cannot tell: hands files to a program'],
  ['sort --compress-program', 'opaque', 'cannot tell: hands text to a program'],
  ['man -P|--pager|-H|--html', 'opaque', 'cannot tell: hands text to a program'],
  ['bat --pager', 'opaque', 'cannot tell: hands text to a program'],
  ['delta --pager', 'opaque', 'cannot tell: hands text to a program'],
  ['ag --pager', 'opaque', 'cannot tell: hands text to a program'],
  ['ack --pager', 'opaque', 'cannot tell: hands text to a program'],
  ['rpm --pipe', 'opaque', 'cannot tell: hands text to a program'],
  ['pygmentize -x', 'opaque', 'cannot tell: the lexer is code from a file'],
  ['highlight --plug-in|--user-plugin', 'opaque', 'cannot tell: the plug-in is code from a file'],
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

function printf({ args, scene, line }: Call): Value {
  const variable = show(args[0] ?? []) === '-v' ? show(args[1] ?? []) : undefined;
  const rest = variable === undefined ? args : args.slice(2);
  const [pattern = EMPTY, ...values] = show(rest[0] ?? []) === '--' ? rest.slice(1) : rest;
  const output = textOf(pattern) === undefined ? hole('$(printf)', taintOf(joinWords(rest))) : format(show(pattern), values);
  if (variable === undefined) return output;
  tellDanger(assignTo(variable, output, scene), output, scene, line);
  return EMPTY;
}

function passing(names: string, values: string): Specs {
  return Object.fromEntries(names.split(' ').map((name) => [name, { values, options: { 'o output': 'overwrite' }, does: pass }]));
}

/** What goes in comes out, save for its order and amount. */
function pass(call: Call): Value {
  const { name, operands, options, stdin, touch, code } = call;
  if (name === 'sponge') for (const path of operands) touch('overwrite', path, { content: stdin });
  const [source, target] = name === 'uniq' ? operands : [];
  if (/^(?:less|more)$/.test(name))
    for (const order of operands) if (/^\+[!|]/.test(show(order))) code('bash', text(show(order).slice(2)), name);
  const content = input(source === undefined ? call : { ...call, operands: [source] });
  if (target !== undefined) touch('overwrite', target, { content });
  const literal = textOf(content);
  if (literal === '' || (name === 'cat' && literal === undefined)) return content;
  const packed = /^[bx]?zcat$/.test(name) && literal !== undefined ? unpack(literal) : undefined;
  if (packed !== undefined) return text(packed);
  if (/^[bx]?zcat$/.test(name)) return hole('(unpacked text)', { ...taintOf(content), decoded: true });
  const taken = literal === undefined ? undefined : takeLines(name, literal, options);
  return taken === undefined ? filtered(content) : text(taken);
}

/** The files that are named, or standard input. */
function input({ operands, stdin, read }: Call): Value {
  return operands.length === 0 ? stdin : join(operands.map((file) => (show(file) === '-' ? stdin : read(file))));
}

/** Text that is known is decoded; any other is told to be something that was. */
function decoded(call: Call, decode: (literal: string) => string | undefined): Value {
  const content = input(call);
  const literal = textOf(content);
  const plain = literal === undefined ? undefined : decode(literal);
  if (plain === undefined) return hole('(decoded text)', { ...taintOf(content), decoded: true });
  noteUnpacked(plain, call.scene);
  return text(plain);
}

function saved({ options, touch }: Call, content: Value): Value {
  const target = options.all('o').at(-1);
  if (target === undefined || /^(?:-|\/dev\/stdout)$/.test(show(target))) return content;
  touch('overwrite', target, { content });
  return EMPTY;
}

function tr({ operands, options, stdin }: Call): Value {
  const literal = textOf(stdin);
  const [from, to] = operands.map((operand) => textOf(operand));
  if (stdin.length > 0 && literal === undefined) return stdin;
  const how = {
    complements: options.has('c C complement'),
    deletes: options.has('d delete'),
    squeezes: options.has('s squeeze-repeats'),
  };
  const result = literal === undefined || from === undefined ? undefined : translate(literal, from, to, how);
  return result === undefined ? filtered(stdin) : text(result);
}

const BASES: readonly (readonly [names: RegExp, options: string, decode: (literal: string) => string | undefined])[] = [
  [/^base64$/, 'base64 base64url', decodeBase64],
  [/^base32$/, 'base32', decodeBase32],
  [/^$/, 'base16', decodeHex],
];

function base64(call: Call): Value {
  const { options, name } = call;
  if (!options.has('d D decode')) return encoded({ ...call, stdin: input(call), operands: [] });
  const decode = BASES.find(([names, wanted]) => names.test(name) || (name === 'basenc' && options.has(wanted)))?.[2];
  return decoded(call, decode ?? (() => undefined));
}

function hex(call: Call): Value {
  const { options, operands, read, touch } = call;
  const [source, target] = operands;
  const reads = { ...call, operands: source === undefined ? [] : [source] };
  if (!options.has('r revert')) {
    if (target !== undefined) touch('overwrite', target);
    return encoded({ ...reads, stdin: source === undefined ? call.stdin : read(source), operands: [] });
  }
  const plain = options.has('p ps postscript plain');
  const output = decoded(reads, (literal) => decodeHex(plain ? literal : dumpToHex(literal)));
  if (target === undefined) return output;
  touch('overwrite', target, { content: output });
  return EMPTY;
}

function encoded({ stdin, operands, read }: Call): Value {
  const content = join([stdin, ...operands.map(read)]);
  return hole('(encoded text)', taintOf(content), 'word');
}

/** Listings show names: a folder's, the given ones, or a place. */
function names({ name, args, operands, options, scene }: Call): Value | undefined {
  if (/^(?:test|\[)$/.test(name))
    for (const [at, arg] of args.entries()) if (show(args[at - 1] ?? []) === '-v') splitName(show(arg), scene);
  if (name === 'ls' || name === 'exa' || name === 'eza') {
    const [first] = operands;
    if (first === undefined) return join([text('./'), [{ type: 'glob', text: '*' }]]);
    if (first.some((part) => part.type === 'glob')) return first;
    if (options.has('d directory')) return first;
    // Names out of another folder mean other things here.
    return hole('(name)', {}, /^(?:inside|cwd|.*temporary)$/.test(pathOf(first, scene).where) ? 'word' : 'any');
  }
  if (name === 'realpath' || name === 'readlink') {
    const [first] = operands;
    if (first === undefined || /^\/proc\//.test(show(first))) return undefined;
    return show(first).startsWith('/') || scene.shell.cwd === undefined ? first : join([text(`${scene.shell.cwd}/`), first]);
  }
  return hole(`$(${name})`, {}, name === 'du' || name === 'tree' ? 'any' : 'word');
}
