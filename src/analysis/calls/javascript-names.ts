// Names in JavaScript that stand for another, or for a plain value; and the modules that run nothing unknown when they are loaded.

import { posix } from 'node:path';
import { SCRIPT_FOLDER } from '../path-of.ts';
import { VARIABLE } from '../program/members.ts';
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

/** Node's own modules, as far as the tables tell what they do, and packages that only compute or whose calls the tables know. */
export const JAVASCRIPT_MODULES: ReadonlySet<string> = new Set(
  `fs fs/promises path path/posix os url util util/types events stream stream/promises buffer crypto http https http2 net tls dgram dns dns/promises zlib readline readline/promises
  child_process worker_threads cluster vm module assert assert/strict test test/reporters timers timers/promises string_decoder querystring perf_hooks async_hooks process
  diagnostics_channel v8 tty console constants punycode sqlite inspector
  lodash underscore ramda chalk picocolors kleur ora commander yargs yargs-parser minimist meow express fastify koa hono react react-dom vue svelte next zod valibot joi ajv
  dayjs date-fns moment luxon uuid nanoid axios got node-fetch undici ky cross-fetch ws socket.io socket.io-client glob fast-glob globby tinyglobby minimatch picomatch micromatch
  fs-extra graceful-fs rimraf del trash mkdirp make-dir execa cross-spawn zx shelljs tinyexec nano-spawn dotenv yaml js-yaml toml json5 ini csv-parse csv-stringify papaparse
  typescript esbuild vite rollup webpack rolldown prettier eslint jest vitest mocha chai sinon supertest cheerio jsdom playwright puppeteer sharp pg mysql mysql2 mongodb mongoose redis ioredis
  knex sequelize prisma @prisma/client better-sqlite3 sqlite3 sqlite duckdb aws-sdk dockerode nodemailer openai @anthropic-ai/sdk ai semver debug pino winston morgan body-parser cors
  helmet jsonwebtoken bcrypt bcryptjs passport graphql three d3 rxjs immer redux zustand inquirer prompts enquirer boxen cli-table3 figures log-symbols tmp p-limit p-map p-queue acorn
  @babel/core @babel/parser recast marked markdown-it remark unified handlebars ejs mustache pug nunjucks mime mime-types form-data jszip archiver tar unzipper iconv-lite
  @google-cloud/storage @azure/identity @azure/storage-blob @kubernetes/client-node @octokit/rest octokit drizzle-orm kysely @faker-js/faker bun bun:test bun:sqlite`.split(
    /\s+/,
  ),
);
