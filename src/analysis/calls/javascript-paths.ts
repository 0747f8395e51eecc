// Paths in JavaScript: path, url, os, and the folders that it works in.
import type { ApiCall, Apis } from '../program/api.ts';
import { joinPath, mix } from '../program/operators.ts';
import { literalOf, madeThing, type Thing, textThing, toText, wordThing } from '../program/thing.ts';
import { EMPTY, hole, text, type Value } from '../value.ts';
import { NUMBERS, passes } from './make.ts';
import { absolute, base, changeFolder, folderOf } from './paths.ts';

export const JAVASCRIPT_PATHS: Apis = {
  'path.join path.posix.join': { does: ({ args }) => mix(args, (values) => textThing(values.reduce(attach, EMPTY))) },
  'path.resolve': {
    does: ({ args, scene }) => mix(args, (values) => textThing(absolute(values.reduce(joinPath, EMPTY), scene.shell.cwd))),
  },
  'path.normalize path.toNamespacedPath url.fileURLToPath url.pathToFileURL decodeURI encodeURI': passes('0'),
  'path.dirname': {
    does: ({ args: [path = textThing('')] }) => mix([path], ([value = EMPTY]) => textThing(folderOf(plain(value)))),
  },
  'path.basename': { does: ({ args: [path = textThing('')] }) => textThing(base(toText(path))) },
  'path.extname': { does: () => wordThing('(suffix)') },
  'path.relative': { does: ({ args }) => args[1] ?? textThing('') },
  'path.parse': { does: ({ args: [path = textThing('')] }) => parsed(toText(path)) },
  'path.format': { does: () => textThing(hole('(path)')) },
  'path.isAbsolute': NUMBERS,
  URL: { does: located },
  'os.userInfo': {
    does: ({ scene }) => ({
      type: 'object',
      entries: new Map([
        ['homedir', textThing(scene.machine.place.home)],
        ['username', wordThing('(user)')],
        ['shell', textThing('/bin/bash')],
      ]),
    }),
  },
  'electron.app.getPath electron.remote.app.getPath': {
    does: ({ args, scene }) => {
      const name = literalOf(args[0]);
      return textThing(
        name === 'temp' ? '/tmp' : `${scene.machine.place.home}${name === 'home' ? '' : `/.config/${name ?? '(app)'}`}`,
      );
    },
  },
  'untildify expand-tilde resolve-path-home os-homedir': passes('0'),
  'os.homedir user-home home-dir': { does: ({ scene }) => textThing(scene.machine.place.home) },
  'os.tmpdir': { does: () => textThing('/tmp') },
  'process.cwd Deno.cwd': {
    does: ({ scene }) => textThing(scene.shell.cwd === undefined ? hole('(cwd)') : text(scene.shell.cwd)),
  },
  'process.chdir Deno.chdir': { does: changeFolder },
};

function attach(left: Value, right: Value): Value {
  const [first, ...rest] = right;
  const bare = left.length > 0 && first?.type === 'text' ? [...text(first.text.replace(/^\/+/, '')), ...rest] : right;
  return joinPath(left, bare);
}

export function plain(path: Value): Value {
  const [first, ...rest] = path;
  return first?.type === 'text' ? [...text(first.text.replace(/^file:\/\//, '')), ...rest] : path;
}

function parsed(path: Value): Thing {
  const entries = new Map<string, Thing>([
    ['dir', textThing(folderOf(path))],
    ['base', textThing(base(path))],
    ['name', textThing(base(path))],
    ['ext', wordThing('(suffix)')],
    ['root', textThing('/')],
  ]);
  return { type: 'object', entries };
}

function located({ args: [path = textThing(''), from] }: ApiCall): Thing {
  const start = from === undefined ? EMPTY : plain(toText(from));
  const value =
    start.length > 0 && start[0]?.text.startsWith('/') ? joinPath(folderOf(start), toText(path)) : plain(toText(path));
  return madeThing('URL()', { args: [path], content: value });
}
