// Files and folders in JavaScript: fs in all its forms, path, os, and the packages that remove things.

import type { ApiCall, Apis } from '../program/api.ts';
import { joinPath } from '../program/operators.ts';
import { listThing, literalOf, madeThing, NOTHING, type Thing, textThing, toText, waysOf, wordThing } from '../program/thing.ts';
import { EMPTY, hole, join, text, type Value } from '../value.ts';
import { plain } from './javascript-paths.ts';
import { NUMBERS } from './make.ts';
import { absolute, fileNamed, namesIn, outsideFolder, ownTemporary } from './paths.ts';

export const JAVASCRIPT_FILES: Apis = {
  'fs.rm fs.rmSync fs.rmdir fs.rmdirSync Deno.remove Deno.removeSync': { touch: { '0': 'delete' }, recursive: 'recursive' },
  '*.rmSync *.rmdirSync': { touch: { '0': 'delete' }, recursive: 'recursive' },
  '*.unlinkSync': { touch: { '0': 'delete' } },
  'fs.unlink fs.unlinkSync Bun.file().delete Bun.file().unlink': { touch: { '0 self': 'delete' } },
  'fs.remove fs.removeSync fs.emptyDir fs.emptyDirSync rimraf rimraf.sync rimraf.rimraf rimraf.rimrafSync rimraf.native del del.sync del.deleteAsync del.deleteSync trash move-file':
    { touch: { '0': 'delete' }, recursive: true },
  'fs.rename fs.renameSync fs.move fs.moveSync Deno.rename': { touch: { '0': 'move', '1': 'overwrite' } },
  'fs.copyFile fs.copyFileSync fs.cp fs.cpSync fs.copy fs.copySync Deno.copyFile cpy': {
    touch: { '0': 'hand-on', '1': 'overwrite' },
    does: copied,
  },
  'fs.symlink fs.symlinkSync fs.link fs.linkSync Deno.symlink': { touch: { '1': 'write' } },
  'fs.mkdir fs.mkdirSync fs.mkdirp fs.ensureDir fs.ensureDirSync fs.ensureFile fs.utimes Deno.mkdir mkdirp mkdirp.sync make-dir':
    { touch: { '0': 'write' } },
  'fs.chmod fs.chmodSync fs.fchmod Deno.chmod': { touch: { '0': 'permissions' }, does: setuid },
  'fs.chown fs.chownSync fs.lchown': { touch: { '0': 'permissions' } },
  'fs.truncate fs.truncateSync': { touch: { '0': 'overwrite' } },
  'fs.writeFile fs.writeFileSync fs.outputFile fs.outputFileSync fs.writeJson fs.writeJsonSync fs.writeJSON fs.outputJson Deno.writeTextFile Deno.writeTextFileSync Deno.writeFile Bun.write write-file-atomic':
    { does: (call) => wrote(call, 'overwrite', false) },
  'fs.appendFile fs.appendFileSync': { does: (call) => wrote(call, 'write', true) },
  'fs.createWriteStream': {
    touch: { '0': 'overwrite' },
    does: stream,
  },
  'fs.createWriteStream().write fs.createWriteStream().end fs.open().write fs.open().writeFile fs.open().appendFile': {
    does: streamed,
  },
  'fs.open fs.openSync Deno.open': { does: opened },
  'fs.write fs.writeSync fs.fsync fs.close fs.closeSync': NUMBERS,
  'fs.readFile fs.readFileSync fs.readJson fs.readJsonSync fs.readJSON Deno.readTextFile Deno.readTextFileSync Deno.readFile fs.createReadStream Bun.file readline.createInterface.input':
    { does: (call) => answered(call, reading(call)) },
  'Bun.file().text Bun.file().json fs.open().readFile fs.open().read fs.open().readLines': {
    does: ({ self }) => textThing(toText(self)),
  },
  'fs.readdir fs.readdirSync Deno.readDir Deno.readDirSync': {
    does: (call) =>
      answered(
        call,
        listThing([call.option('recursive') || call.option('withFileTypes') ? entry(call) : wordThing('(name)')], true),
      ),
  },
  'fs.glob fs.globSync glob glob.sync glob.glob glob.globSync fast-glob fast-glob.sync globby globby.globby globby.globbySync tinyglobby.glob tinyglobby.globSync':
    { does: (call) => answered(call, listThing([textThing(globbed(call))], true)) },
  'fs.mkdtemp fs.mkdtempSync Deno.makeTempDir Deno.makeTempDirSync tmp.dirSync tmp.fileSync': {
    does: (call) => answered(call, made(call)),
  },
  'fs.existsSync fs.exists fs.stat fs.statSync fs.lstat fs.lstatSync fs.access fs.accessSync fs.pathExists fs.watch': NUMBERS,
  'fs.realpath fs.realpathSync fs.readlink fs.readlinkSync': { does: (call) => answered(call, call.args[0] ?? NOTHING) },
};

/** `path.join` keeps what comes before an absolute part. */
/** `new URL('./x', import.meta.url)` is a path here, as far as files go. */
function reading(call: ApiCall): Thing {
  const path = call.args[0] ?? textThing('');
  const value = call.read(textThing(plain(toText(path))));
  const outside = waysOf(path)
    .map((way) => outsideFolder(toText(way), call.scene))
    .find((place) => place !== undefined);
  const carried =
    outside === undefined
      ? value
      : value.map((part) => (part.type === 'hole' ? { ...part, taint: { ...part.taint, outside } } : part));
  return /Stream|Bun\.file/.test(call.name)
    ? madeThing(`${call.name}()`, { args: call.args, content: carried })
    : textThing(carried);
}

/** Gives it, and hands it to a callback where there is one. */
function answered(call: ApiCall, thing: Thing): Thing {
  const last = call.args.at(-1);
  if (last?.type === 'function') call.later(last, [NOTHING, thing]);
  return thing;
}

function entry(call: ApiCall): Thing {
  const folder = toText(call.args[0] ?? textThing('.'));
  const entries = new Map<string, Thing>([
    ['name', wordThing('(name)')],
    ['path', textThing(folder)],
    ['parentPath', textThing(folder)],
  ]);
  return call.option('withFileTypes')
    ? { type: 'object', entries, rest: madeThing('fs.Dirent') }
    : textThing(namesIn(hole('(folder)', {}, 'word')));
}

function globbed(call: ApiCall): Value {
  const patterns = waysOf(call.args[0] ?? textThing('*')).flatMap((way) => (way.type === 'list' ? way.items : [way]));
  const into = call.arg('cwd');
  const pattern = fileNamed(join(patterns.slice(0, 1).map((one) => toText(one))));
  return into === undefined ? pattern : joinPath(toText(into), pattern);
}

function made(call: ApiCall): Thing {
  const prefix = toText(call.args[0] ?? textThing('/tmp/'));
  const inTemporary = prefix[0]?.type === 'text' && prefix[0].text.startsWith('/tmp');
  const own = textThing(
    inTemporary || call.name.startsWith('Deno') || call.name.startsWith('tmp')
      ? ownTemporary(call.scene)
      : join([prefix, text('(mktemp)')]),
  );
  return call.name.startsWith('tmp') ? { type: 'object', entries: new Map([['name', own]]), rest: NOTHING } : own;
}

function wrote(call: ApiCall, role: 'write' | 'overwrite', append: boolean): Thing {
  const [path = textThing(hole('(file)')), data] = call.args;
  const flag = literalOf(call.arg('flag flags'));
  const target = path.type === 'made' && path.by === 'Bun.file()' ? (path.args[0] ?? path) : path;
  call.touch(flag?.startsWith('a') ? 'write' : role, textOnly(target), {
    content: data === undefined ? EMPTY : toText(data),
    append: append || flag === 'a',
  });
  const last = call.args.at(-1);
  if (last?.type === 'function') call.later(last, [NOTHING]);
  return NOTHING;
}

function textOnly(thing: Thing): Thing {
  return thing.type === 'list' ? thing : textThing(plain(toText(thing)));
}

function stream(call: ApiCall): Thing {
  return madeThing('fs.createWriteStream()', { args: call.args, content: toText(call.args[0] ?? textThing('')) });
}

function streamed(call: ApiCall): Thing {
  const data = call.args[0];
  if (data !== undefined && data.type !== 'function' && call.self.type === 'made')
    call.touch('write', textThing(call.self.content), { content: toText(data), append: true });
  return NOTHING;
}

function opened(call: ApiCall): Thing {
  const [path = textThing(''), flags] = call.args;
  const mode = flags?.type === 'object' ? (call.option('write') || call.option('create') ? 'w' : 'r') : (literalOf(flags) ?? 'r');
  if (/^w/.test(mode)) call.touch('overwrite', path);
  else if (/[a+x]/.test(mode)) call.touch('write', path);
  const content = /^r$/.test(mode) ? toText(reading(call)) : toText(path);
  return answered(call, madeThing('fs.open()', { args: call.args, content }));
}

function copied(call: ApiCall): Thing | undefined {
  const [from, to] = call.args;
  if (from === undefined || to === undefined) return undefined;
  const known = call.scene.machine.files.get(
    absolute(toText(from), call.scene.shell.cwd)
      .map((part) => part.text)
      .join(''),
  );
  if (known !== undefined) call.touch('overwrite', to, { content: known });
  return NOTHING;
}

function setuid(call: ApiCall): Thing | undefined {
  const mode = call.args[1];
  const bits = mode?.type === 'number' ? mode.value : Number.parseInt(literalOf(mode) ?? '0', 8);
  if (bits !== undefined && (bits & 0o6000) !== 0)
    call.report('privilege', 'makes a program that runs with the rights of its owner');
  return NOTHING;
}
