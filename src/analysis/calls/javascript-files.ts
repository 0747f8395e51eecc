// Files and folders in JavaScript: fs in all its forms, path, os, and the packages that remove things.

import type { ApiCall, Apis } from '../program/api.ts';
import { eitherThing, literalOf, madeThing, NOTHING, type Thing, textThing, toText, waysOf } from '../program/thing.ts';
import { EMPTY, hole } from '../value.ts';
import { answered } from './javascript-folders.ts';
import { tellWritten } from './javascript-machine.ts';
import { plain } from './javascript-paths.ts';
import { NUMBERS } from './make.ts';
import { absolute, contentOf, fileNamed } from './paths.ts';

export const JAVASCRIPT_FILES: Apis = {
  'fs.rm fs.rmSync fs.rmdir fs.rmdirSync Deno.remove Deno.removeSync Bun.file().rm': {
    touch: { '0': 'delete' },
    recursive: 'recursive',
  },
  '*.rmSync *.rmdirSync': { touch: { '0': 'delete' }, recursive: 'recursive' },
  '*.unlinkSync': { touch: { '0': 'delete' } },
  'fs.unlink fs.unlinkSync Bun.file().delete Bun.file().unlink': { touch: { '0 self': 'delete' } },
  'fs.remove fs.removeSync fs.emptyDir fs.emptyDirSync rimraf rimraf.sync rimraf.rimraf rimraf.rimrafSync rimraf.native rimraf.nativeSync rimraf.manual rimraf.manualSync rimraf.windows rimraf.moveRemove del del.sync del.deleteAsync del.deleteSync trash trash.default premove delete-empty fs-jetpack.remove rimraf-promise electron.shell.trashItem @std/fs.emptyDir':
    { does: removed },
  'fs.rename fs.renameSync fs.move fs.moveSync Deno.rename Deno.renameSync mv move-file move-file.moveFile move-file.moveFileSync fs-jetpack.move':
    { touch: { '0': 'move', '1': 'overwrite' } },
  'fs.copyFile fs.copyFileSync fs.cp fs.cpSync fs.copy fs.copySync Deno.copyFile Deno.copyFileSync cpy ncp ncp.ncp copy-dir copy-dir.sync fs-jetpack.copy':
    {
      touch: { '0': 'hand-on', '1': 'overwrite' },
      does: copied,
    },
  'fs.symlink fs.symlinkSync fs.link fs.linkSync Deno.symlink Deno.symlinkSync Deno.link fs.ensureSymlink fs.ensureSymlinkSync fs.createSymlink':
    { touch: { '1': 'write' } },
  'fs.mkdir fs.mkdirSync fs.mkdirp fs.ensureDir fs.ensureDirSync fs.ensureFile fs.ensureFileSync fs.mkdirs fs.mkdirsSync fs.utimes fs.utimesSync Deno.mkdir Deno.mkdirSync mkdirp mkdirp.sync mkdirp.mkdirp make-dir make-dir.makeDirectory make-dir.makeDirectorySync touch fs-jetpack.dir':
    { touch: { '0': 'write' } },
  'fs.chmod fs.chmodSync fs.lchmod Deno.chmod Deno.chmodSync chmodr': { touch: { '0': 'permissions' }, does: setuid },
  'fs.chown fs.chownSync fs.lchown fs.lchownSync Deno.chown Deno.chownSync chownr': { touch: { '0': 'permissions' } },
  'fs.truncate fs.truncateSync Deno.truncate Deno.truncateSync': { touch: { '0': 'overwrite' } },
  'fs.writeFile fs.writeFileSync fs.outputFile fs.outputFileSync fs.writeJson fs.writeJsonSync fs.writeJSON fs.outputJson fs.outputJsonSync fs.outputJSON fs.outputJSONSync fs.writeJSONSync jsonfile.writeFile jsonfile.writeFileSync write-json-file write-json-file.writeJsonFile write-json-file.writeJsonFileSync fs-jetpack.write Deno.writeFileSync write-file-atomic.sync Deno.writeTextFile Deno.writeTextFileSync Deno.writeFile Bun.write write-file-atomic':
    { does: (call) => wrote(call, 'overwrite', false) },
  'fs.appendFile fs.appendFileSync fs-jetpack.append': { does: (call) => wrote(call, 'write', true) },
  'fs.createWriteStream': {
    touch: { '0': 'overwrite' },
    does: stream,
  },
  'fs.createWriteStream().write fs.createWriteStream().end fs.open().write fs.open().writeFile fs.open().appendFile': {
    does: streamed,
  },
  'fs.open fs.openSync Deno.open': { does: opened },
  'fs.write fs.writeSync': { does: (call) => streamed({ ...call, self: call.args[0] ?? NOTHING, args: call.args.slice(1) }) },
  'fs.fsync fs.fsyncSync fs.close fs.closeSync fs.fchmod fs.fchmodSync fs.ftruncate fs.open().truncate fs.open().close': NUMBERS,
  'fs.readFile fs.readFileSync fs.readJson fs.readJsonSync fs.readJSON fs.readJSONSync jsonfile.readFile jsonfile.readFileSync load-json-file load-json-file.loadJsonFile Deno.readFileSync fs-jetpack.read Deno.readTextFile Deno.readTextFileSync Deno.readFile fs.createReadStream Bun.file readline.createInterface.input':
    { does: (call) => answered(call, reading(call)) },
  'Bun.file().text Bun.file().json fs.open().readFile fs.open().read fs.open().readLines': {
    does: ({ self }) => textThing(toText(self)),
  },
  'fs.existsSync fs.exists fs.stat fs.statSync fs.lstat fs.lstatSync fs.access fs.accessSync fs.pathExists fs.watch': NUMBERS,
  'fs.realpath fs.realpathSync fs.readlink fs.readlinkSync': { does: (call) => answered(call, call.args[0] ?? NOTHING) },
};

/** `new URL('./x', import.meta.url)` is a path here, as far as files go. */
function reading(call: ApiCall): Thing {
  const carried = contentOf(call, textThing(plain(toText(call.args[0] ?? textThing('')))));
  return /Stream|Bun\.file/.test(call.name)
    ? madeThing(`${call.name}()`, { args: call.args, content: carried })
    : textThing(carried);
}

/** Patterns with `!` take nothing. */
function removed(call: ApiCall): undefined {
  for (const way of waysOf(call.args[0] ?? NOTHING)) {
    const all = way.type === 'list' ? way.items : [way];
    const taken = all.filter((one) => !/^!/.test(literalOf(one) ?? ''));
    for (const one of taken)
      call.touch('delete', textThing(literalOf(one) === undefined ? toText(one) : fileNamed(toText(one))), { recursive: true });
  }
  return undefined;
}

function wrote(call: ApiCall, role: 'write' | 'overwrite', append: boolean): Thing {
  const [path = textThing(hole('(file)')), data] = call.args;
  const flag = literalOf(call.arg('flag flags'));
  const target = path.type === 'made' && path.by === 'Bun.file()' ? (path.args[0] ?? path) : path;
  call.touch(flag?.startsWith('a') ? 'write' : role, textOnly(target), {
    content: data === undefined ? EMPTY : toText(data),
    append: append || flag === 'a',
  });
  if (data !== undefined) tellWritten(call, target, data);
  const last = call.args.at(-1);
  if (last?.type === 'function') call.later(last, [NOTHING]);
  return NOTHING;
}

function textOnly(thing: Thing): Thing {
  if (thing.type === 'either') return eitherThing(thing.ways.map(textOnly));
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
  const mode =
    flags?.type === 'ref' || flags?.type === 'unknown' || flags?.type === 'made'
      ? 'w'
      : flags?.type === 'object'
        ? call.option('write') || call.option('create')
          ? 'w'
          : 'r'
        : (literalOf(flags) ?? 'r');
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
