// Names in JavaScript that stand for another, or for a plain value; and the modules that come with Node.

import { posix } from 'node:path';
import { SCRIPT_FOLDER } from '../path-of.ts';
import { VARIABLE } from '../program/members.ts';
import type { Language } from '../program/program.ts';
import { ENVIRONMENT } from '../program/tell-setting.ts';
import { listThing, type Thing, textThing, unknownThing, wordThing } from '../program/thing.ts';
import type { Scene } from '../scene.ts';
import { hole, text } from '../value.ts';

/** An empty target drops the beginning: `globalThis.fetch` is `fetch`. */
export const JAVASCRIPT_ALIASES: Readonly<Record<string, string>> = {
  globalThis: '',
  this: '',
  global: '',
  window: '',
  self: '',
  '@jest/globals.jest': 'jest',
  'vitest.vi': 'vi',
  'vitest.vitest': 'vi',
  'stream/promises': 'stream',
  'stream.promises': 'stream',
  'stream.default': 'stream',
  'stream/web': 'stream',
  'stream.Stream.pipeline': 'stream.pipeline',
  'dns/promises': 'dns',
  'dns.promises': 'dns',
  'readline/promises': 'readline',
  'axios.create()': 'axios',
  'axios.default': 'axios',
  'got.extend()': 'got',
  'got.default': 'got',
  'ky.create()': 'ky',
  'ky.extend()': 'ky',
  'superagent.agent()': 'superagent',
  'needle.default': 'needle',
  'zx.fs': 'fs',
  'zx.path': 'path',
  'zx.os': 'os',
  'zx.glob': 'glob',
  'zx.fetch': 'fetch',
  'zx.default': 'zx',
  '@std/fs': 'fs',
  '@std/path': 'path',
  'original-fs': 'fs',
  'fs/promises': 'fs',
  'fs.promises': 'fs',
  'fs.default': 'fs',
  'fs-extra': 'fs',
  'graceful-fs': 'fs',
  'path/posix': 'path',
  'path.posix': 'path',
  'timers/promises': 'timers',
  'timers.setTimeout': 'setTimeout',
  'process.default': 'process',
  'buffer.Buffer': 'Buffer',
  bun: 'Bun',
  'bun.default': 'Bun',
  'vm.default': 'vm',
  'child_process.default': 'child_process',
  'os.default': 'os',
  'path.default': 'path',
  'fs.default.promises': 'fs',
  'module.require': 'require',
  'require.main.require': 'require',
  'process.mainModule.require': 'require',
  'process.getBuiltinModule': 'require',
  'process.mainModule.constructor._load': 'require',
  'module.constructor._load': 'require',
  'module.Module._load': 'require',
  'module._load': 'require',
  'execa.default': 'execa',
  'shelljs/global': 'shelljs',
  'node-pty.spawn': 'child_process.spawn',
  '@lydell/node-pty.spawn': 'child_process.spawn',
  'Deno.env.toObject()': 'process.env',
  'Bun.env': 'process.env',
  'import.meta.env': 'process.env',
};

export const JAVASCRIPT_VALUES: Readonly<Record<string, (scene: Scene) => Thing>> = {
  'process.env': environment,
  'process.argv': () => listThing([textThing(hole('process.argv[2]'))], true),
  'process.execPath': () => textThing('node'),
  'process.platform': () => wordThing('process.platform'),
  'process.pid': () => textThing(hole('process.pid', {}, 'own-process')),
  'process.ppid': () => wordThing('process.ppid'),
  'process.version': () => wordThing('process.version'),
  __dirname: here,
  __filename: file,
  'import.meta.dirname': here,
  'import.meta.dir': here,
  'import.meta.filename': file,
  'import.meta.url': file,
  'os.EOL': () => textThing('\n'),
  'path.sep': () => textThing('/'),
  'os.devNull': () => textThing('/dev/null'),
  undefined: () => ({ type: 'nothing' }),
};

function here({ script, shell }: Scene): Thing {
  if (script !== undefined) return textThing(posix.dirname(script));
  return textThing(shell.cwd === undefined ? hole('__dirname') : text(`${shell.cwd}${SCRIPT_FOLDER}`));
}

function file({ script, shell }: Scene): Thing {
  return textThing(script ?? (shell.cwd === undefined ? hole('__filename') : `${shell.cwd}${SCRIPT_FOLDER}/(block).js`));
}

/** All of it is a secret, for somewhere in it a key is; one variable by name is as ordinary as in a shell. */
function environment({ machine }: Scene): Thing {
  return {
    type: 'object',
    entries: new Map([
      ['HOME', textThing(machine.place.home)],
      ...['TMPDIR', 'TMP', 'TEMP'].map((name) => [name, textThing('/tmp')] as const),
      ...['USER', 'LOGNAME', 'USERNAME', 'HOSTNAME', 'LANG', 'NODE_ENV', 'CI', 'PORT'].map(
        (name) => [name, wordThing(`$${name}`)] as const,
      ),
      ['USERPROFILE', textThing(machine.place.home)],
      ['XDG_CONFIG_HOME', textThing(`${machine.place.home}/.config`)],
      ['XDG_CACHE_HOME', textThing(`${machine.place.home}/.cache`)],
      ['XDG_DATA_HOME', textThing(`${machine.place.home}/.local/share`)],
      ['PWD', textThing(machine.place.cwd)],
      ['INIT_CWD', textThing(machine.place.cwd)],
      ['SHELL', textThing('/bin/bash')],
      [ENVIRONMENT, unknownThing('(environment)', { secret: 'the environment' })],
    ]),
    rest: unknownThing(VARIABLE),
    since: 0,
  };
}

export const JAVASCRIPT_EXPORTS: Language['exports'] = {
  names: new Set(['module', 'exports', 'module.exports']),
  // What takes a migration back.
  uncalled: new Map([['down', 'up']]),
};

/** Node's own modules: what of them does more than compute is in the tables. A package is code that nobody has read. */
export const JAVASCRIPT_MODULES: ReadonlySet<string> = new Set(
  `fs fs/promises path path/posix os url util util/types events stream stream/promises buffer crypto http https http2 net tls dgram dns
  dns/promises zlib readline readline/promises child_process worker_threads cluster vm module assert assert/strict test test/reporters
  timers timers/promises string_decoder querystring perf_hooks async_hooks process diagnostics_channel v8 tty console constants punycode
  sqlite inspector bun bun:test bun:sqlite`.split(/\s+/),
);
