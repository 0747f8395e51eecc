// Commands that make, change and remove files.

import { OWN_TEMPORARY } from '../classify-path.ts';
import { pathOf } from '../path-of.ts';
import { copyShell } from '../scene.ts';
import { rememberLink } from '../shell/follow-links.ts';
import { unpack } from '../unpack.ts';
import { EMPTY, hole, join, show, taintOf, text, textOf, type Value } from '../value.ts';
import { PROGRAM_FOLDERS } from './located.ts';
import type { Call, Pattern, Specs } from './spec.ts';

export const FILES: Specs = {
  rm: { recursive: 'r R recursive', operands: 'delete' },
  'rmdir unlink trash trash-put gio rimraf del-cli': { operands: 'delete' },
  srm: { recursive: 'r R', operands: 'delete' },
  shred: { values: 'n s iterations size random-source', operands: 'delete' },
  wipe: { recursive: '*', operands: 'delete' },
  truncate: { values: 's size r reference', operands: 'overwrite' },
  fallocate: { values: 'l length o offset', operands: 'overwrite' },
  mv: {
    values: 'S suffix t target-directory',
    operands: 'move',
    last: 'overwrite',
    options: { 't target-directory': 'write' },
    does: copied,
  },
  cp: {
    values: 'S suffix t target-directory',
    operands: 'hand-on',
    last: 'overwrite',
    options: { 't target-directory': 'write' },
    does: copied,
  },
  install: { values: 'm mode o owner g group S suffix t target-directory', does: install },
  ln: { values: 'S suffix t target-directory', operands: 'hand-on', last: 'overwrite', does: linked },
  'mkdir mkfifo': { values: 'm mode', operands: 'write' },
  touch: { values: 'd date r reference t', operands: 'write' },
  chmod: { values: 'reference', recursive: 'R recursive', first: 'list', operands: 'permissions', does: setuid },
  'chown chgrp setfacl chattr chcon': {
    values: 'reference from',
    recursive: 'R recursive',
    first: 'list',
    operands: 'permissions',
  },
  tee: { does: tee },
  dd: { does: dd },
  'gzip gunzip pigz unpigz bzip2 bunzip2 xz unxz zstd unzstd lz4 compress': { values: 'S suffix T threads o', does: compress },
  patch: {
    values: 'p strip i input d directory o output B r',
    operands: 'overwrite',
    options: { 'o output': 'overwrite', 'd directory': 'write' },
    always: ['write', 'applies a patch'],
  },
  split: {
    values: 'b bytes l lines n number a suffix-length C line-bytes filter additional-suffix t',
    first: 'read',
    last: 'write',
    does: split,
  },
  csplit: { values: 'b n f prefix', first: 'read', options: { 'f prefix': 'overwrite' }, does: csplit },
  ffmpeg: {
    values: 'i',
    executes: true,
    does: ({ operands, touch }) => each(operands.slice(-1), (path) => touch('overwrite', path)),
  },
  'convert magick sox qpdf pdftk gs cwebp avifenc heif-convert rsvg-convert inkscape': {
    executes: true,
    first: 'list',
    last: 'overwrite',
  },
  mktemp: { values: 'p tmpdir t suffix', does: mktemp },
  rename: { does: ({ operands, touch }) => each(operands.slice(1), (path) => touch('overwrite', path)) },
};

export const FILE_LINES: readonly Pattern[] = [
  ['setcap', 'privilege', 'gives a program more rights'],
  ['mknod', 'disk', 'makes a device'],
  // Not what redirecting there would be: whoever may, puts the file in its place.
  ['mv * … /dev/null|/dev/zero', 'privilege', 'puts a file in the place of a device'],
];

function each(values: readonly Value[], does: (value: Value) => void): undefined {
  for (const value of values) does(value);
  return undefined;
}

/** What the block wrote keeps being known under its new name. */
function copied({ operands, scene }: Call): undefined {
  const to = operands.at(-1);
  if (operands.length < 2 || to === undefined) return undefined;
  const key = (pathOf(to, scene).path ?? show(to)).replace(/\/$/, '');
  for (const from of operands.slice(0, -1)) {
    const path = pathOf(from, scene).path ?? show(from);
    // A program under another name does what it always does.
    const content = scene.machine.files.get(path) ?? (PROGRAM_FOLDERS.test(path) ? text(`#!/bin/sh\n${path} "$@"\n`) : undefined);
    if (content === undefined) continue;
    scene.machine.files.set(key, content);
    scene.machine.files.set(`${key}/${show(from).split('/').at(-1) ?? ''}`, content);
  }
  return undefined;
}

function linked(call: Call): undefined {
  const { operands, options, scene } = call;
  const into = options.all('t target-directory')[0] ?? (operands.length < 2 ? text('.') : operands.at(-1));
  const targets = operands.length < 2 || options.has('t target-directory') ? operands : operands.slice(0, -1);
  for (const target of targets) if (into !== undefined) rememberLink(target, into, scene);
  return copied(call);
}

function install(call: Call): undefined {
  const { operands, options, touch } = call;
  const target = options.all('t target-directory')[0];
  const writes = options.has('d directory') ? operands : target === undefined ? operands.slice(-1) : [target];
  if (!options.has('d directory'))
    each(target === undefined ? operands.slice(0, -1) : operands, (path) => touch('hand-on', path));
  each(options.all('m mode'), (mode) => tellSetuid(show(mode), call));
  each(writes, (path) => touch('overwrite', path));
  return copied(call);
}

function setuid(call: Call): undefined {
  const mode = show(call.operands[0] ?? []);
  tellSetuid(mode, call);
  return undefined;
}

function tellSetuid(mode: string, { report }: Call): void {
  if (/^[ugoa]*[+=][rwxX]*s|^0?[2467]\d{3}$/.test(mode))
    report('privilege', 'makes a program that runs with the rights of its owner');
}

function tee({ operands, options, stdin, touch }: Call): Value {
  const append = options.has('a append');
  each(operands, (path) => touch(append ? 'write' : 'overwrite', path, { content: stdin, append }));
  return stdin;
}

function dd({ args, stdin, touch, read }: Call): Value | undefined {
  const value = (name: string) => args.find((arg) => show(arg).startsWith(`${name}=`));
  const cut = (arg: Value): Value => [
    { ...(arg[0] ?? { type: 'text' }), type: 'text', text: (arg[0]?.text ?? '').slice(3) },
    ...arg.slice(1),
  ];
  const [from, to] = [value('if'), value('of')];
  const content = from === undefined ? stdin : read(cut(from));
  if (to === undefined) return content;
  touch('overwrite', cut(to), { content });
  return EMPTY;
}

function compress({ name, operands, options, stdin, touch, read }: Call): Value | undefined {
  if (options.has('l list t test')) return undefined;
  if (operands.length === 0 || options.has('c stdout to-stdout')) {
    const content = operands.length === 0 ? stdin : join(operands.map(read));
    const decodes = options.has('d decompress uncompress') || /^(?:un|gun|bun)/.test(name);
    return decodes ? unpacked(content) : [...hole('(packed)'), ...content.filter((part) => part.type === 'hole')];
  }
  return each(operands, (path) => touch('overwrite', path));
}

/** Each piece may go to a command instead of a file. */
function split({ operands, options, scene, code, touch }: Call): undefined {
  if (operands.length < 2 && options.all('filter').length === 0) touch('write', text('xaa'));
  const shell = copyShell(scene.shell);
  shell.variables.set('FILE', [[[...(operands[1] ?? text('x')), ...hole('(piece)', {}, 'word')]]]);
  return each(options.all('filter'), (filter) => code('bash', filter, 'split --filter', { ...scene, shell }));
}

function csplit({ options, touch }: Call): undefined {
  if (!options.has('f prefix')) touch('overwrite', text('xx00'));
  return undefined;
}

function unpacked(content: Value): Value {
  const literal = textOf(content);
  const plain = literal === undefined ? undefined : unpack(literal);
  return plain === undefined ? hole('(unpacked text)', { ...taintOf(content), decoded: true }) : text(plain);
}

/** A template with a folder of its own lies there; all others get a name that only this block knows. */
function mktemp({ operands, options, scene, touch }: Call): Value {
  const folder = options.all('p tmpdir')[0];
  const template = operands[0] && textOf(operands[0]);
  const where = folder && show(folder);
  if (template?.includes('/') && !/^\/(?:var\/)?tmp\//.test(template)) {
    touch('write', text(template));
    return text(template.replace(/X{3,}/, '(mktemp)'));
  }
  if (where !== undefined && where !== '/tmp' && where !== '') {
    touch('write', text(`${where}/mktemp`));
    return text(`${where}/(mktemp)`);
  }
  if (template !== undefined && !template.includes('/') && !options.has('p tmpdir t')) touch('write', text(template));
  return text(`${OWN_TEMPORARY}-${scene.machine.next()})`);
}
