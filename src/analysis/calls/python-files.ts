// Files and folders in Python: os, shutil, pathlib, open, tempfile, glob, archives.

import { tellBrought } from '../commands/approve-run.ts';
import { pathOf } from '../path-of.ts';
import type { ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { listThing, literalOf, madeThing, type Thing, textThing, toText, unknownThing, waysOf } from '../program/thing.ts';
import { EMPTY, hole, join, show, text, type Value } from '../value.ts';
import { passes } from './make.ts';
import { changeFolder, contentOf, underneath } from './paths.ts';

export const PYTHON_FILES: Apis = {
  'os.remove os.unlink os.rmdir os.removedirs': { does: (call) => removed(call, call.arg('0 path name')) },
  'shutil.rmtree distutils.dir_util.remove_tree send2trash.send2trash': { does: treeRemoved },
  'os.truncate': { touch: { '0 path': 'overwrite' } },
  'os.rename os.replace os.renames shutil.move distutils.file_util.move_file': {
    does: (call) => moved(call, call.arg('0 src'), call.arg('1 dst')),
  },
  'shutil.copy shutil.copy2 shutil.copyfile shutil.copyfileobj distutils.file_util.copy_file': {
    touch: { '0 src': 'hand-on', '1 dst': 'overwrite' },
    does: copied,
  },
  'shutil.copytree distutils.dir_util.copy_tree': { touch: { '0 src': 'hand-on', '1 dst': 'overwrite' }, recursive: true },
  'os.symlink os.link': { touch: { '1 dst': 'write' } },
  'os.mkdir os.makedirs os.mkfifo os.mknod': { touch: { '0 name path': 'write' } },
  'venv.create': { touch: { '0 env_dir': 'write' } },
  'xml.etree.ElementTree.ElementTree().write xml.etree.ElementTree.parse().write': {
    touch: { '0 file_or_filename': 'overwrite' },
  },
  'os.chmod os.lchmod os.fchmod': { touch: { '0 path': 'permissions' }, does: setuid },
  'os.chown os.lchown os.fchown shutil.chown os.chflags os.lchflags os.setxattr os.removexattr': {
    touch: { '0 path': 'permissions' },
  },
  'os.chroot os.setuid os.setgid os.seteuid os.setegid os.setreuid os.setregid os.setresuid os.setresgid os.setgroups os.initgroups os.setns os.unshare elevate.elevate pyuac.runAsAdmin':
    { tell: ['privilege', 'changes its own rights'] },
  'os.chdir os.fchdir contextlib.chdir': { does: changeFolder },
  'os.utime os.path.touch': { touch: { '0 path': 'write' } },
  'os.open': { does: openDescriptor },
  'os.fdopen': { does: ({ args: [file] }) => (file?.type === 'made' ? file : undefined) },
  'os.write os.pwrite': { does: () => ({ type: 'number' }) },
  'open io.open codecs.open gzip.open bz2.open lzma.open aiofiles.open tokenize.open': { does: opened },
  'fileinput.input fileinput.FileInput': { does: inPlace },
  'dotenv.set_key dotenv.unset_key': { touch: { '0 dotenv_path': 'overwrite' } },
  'open().read open().readline open().readlines open().read1 open().peek os.read': {
    does: ({ self }) => textThing(toText(self)),
  },
  'open().write open().writelines open().truncate': { does: written },
  'json.dump yaml.dump yaml.safe_dump pickle.dump tomli_w.dump marshal.dump plistlib.dump': {
    does: (call) => writtenTo(call, call.arg('1 fp stream file'), hole('(data)')),
  },
  'csv.writer csv.DictWriter': { gives: 'csv.writer' },
  'print builtins.print': { does: (call) => writtenTo(call, call.arg('file'), joined(call)) },
  'sqlite3.connect duckdb.connect aiosqlite.connect': {
    does: (call) => {
      const database = call.arg('0 database') ?? textThing('');
      // It makes the file where there is none. An address may say otherwise.
      if (!/^(?:$|:memory:|file:)/.test(show(toText(database)))) call.touch('write', database);
      return madeThing(`${call.name}()`, { args: call.args, content: contentOf(call, database) });
    },
  },
  'contextlib.closing sqlalchemy.text sqlalchemy.sql.text psycopg2.sql.SQL psycopg.sql.SQL': passes('0'),

  'tempfile.file.write': { does: written },
  'pathlib.Path.unlink pathlib.Path.rmdir pathlib.Path.remove': { does: (call) => removed(call, call.self) },
  'pathlib.Path.rmtree': { touch: { self: 'delete' }, recursive: true },
  'pathlib.Path.write_text pathlib.Path.write_bytes': { does: wroteAll },
  'pathlib.Path.touch pathlib.Path.mkdir': { touch: { self: 'write' } },
  'pathlib.Path.chmod pathlib.Path.lchmod': { touch: { self: 'permissions' }, does: setuid },
  'pathlib.Path.rename pathlib.Path.replace pathlib.Path.move pathlib.Path.move_into': {
    does: (call) => moved(call, call.self, call.arg('0 target target_dir')),
  },
  'pathlib.Path.copy pathlib.Path.copy_into': { touch: { self: 'hand-on', '0 target target_dir': 'overwrite' } },
  'pathlib.Path.symlink_to pathlib.Path.hardlink_to': { touch: { self: 'write' } },
  'pathlib.Path.read_text pathlib.Path.read_bytes': { does: (call) => textThing(contentOf(call, call.self)) },
  'pathlib.Path.open': { does: (call) => openAs(call, call.self, literalOf(call.arg('0 mode')) ?? 'r') },
  '*.unlink *.rmtree': { touch: { self: 'delete' } },
  '*.write_text *.write_bytes': { touch: { self: 'overwrite' } },
};

function opened(call: ApiCall): Thing {
  const path = call.arg('0 file filename path') ?? textThing(hole('(file)'));
  return openAs(call, path, literalOf(call.arg('1 mode')) ?? (call.arg('1 mode') === undefined ? 'r' : 'w'));
}

function inPlace(call: ApiCall): Thing {
  const files = call.arg('0 files') ?? listThing([]);
  if (call.option('inplace')) for (const file of files.type === 'list' ? files.items : [files]) call.touch('overwrite', file);
  return files.type === 'text' ? openAs(call, files, 'r') : madeThing('open()', { self: files, content: hole('(lines)') });
}

function openAs(call: ApiCall, path: Thing, mode: string): Thing {
  const shown = toText(path);
  if (path.type === 'number') return madeThing('open()', { self: path });
  if (/^x|w/.test(mode)) call.touch('overwrite', path, { content: EMPTY });
  else if (/[a+x]/.test(mode)) call.touch('write', path);
  if (/^[wax]/.test(mode)) return madeThing('open()', { self: path, content: shown });
  return madeThing('open()', { self: path, content: contentOf(call, path) });
}

function openDescriptor(call: ApiCall): Thing {
  const path = call.arg('0 path') ?? textThing('');
  const flags = call.arg('1 flags');
  if (flags?.type !== 'number' || flags.value !== 0) call.touch('overwrite', path);
  else contentOf(call, path);
  return madeThing('open()', { self: path, content: toText(path) });
}

/** What is written to a file that was opened is known to be in it. */
function written(call: ApiCall): Thing {
  return writtenTo(
    call,
    call.self,
    join(call.args.flatMap((arg) => elementsOf(arg.type === 'text' ? listThing([arg]) : arg).items.map((item) => toText(item)))),
  );
}

function writtenTo(call: ApiCall, file: Thing | undefined, data: Value): Thing {
  const path = file?.type === 'made' ? (file.by === 'open()' ? file.self : textThing(file.content)) : undefined;
  if (path !== undefined && file?.type === 'made' && /open\(\)|tempfile\.file/.test(file.by))
    for (const way of waysOf(path)) call.touch('write', way, { content: data, append: true });
  return { type: 'number' };
}

function joined(call: ApiCall): Value {
  return join([...call.args.flatMap((arg, at) => (at === 0 ? [toText(arg)] : [text(' '), toText(arg)])), text('\n')]);
}

function wroteAll(call: ApiCall): Thing {
  call.touch('overwrite', call.self, { content: toText(call.arg('0 data') ?? textThing('')) });
  return { type: 'number' };
}

/** A file of which only the run knows the name, and which this program wrote, is its own to take away. */
function isOwnFile(call: ApiCall, path: Thing): boolean {
  return waysOf(path).every(
    (way) => pathOf(toText(way), call.scene).where === 'dynamic' && call.scene.machine.files.has(show(toText(way))),
  );
}

function removed(call: ApiCall, path: Thing | undefined): undefined {
  if (path !== undefined && !isOwnFile(call, path)) call.touch('delete', path);
  return undefined;
}

function treeRemoved(call: ApiCall): undefined {
  const path = call.arg('0 path directory paths');
  if (path === undefined) return undefined;
  call.touch('delete', path, { recursive: true });
  // What fails is handed over with its path.
  const handler = call.arg('2 onerror onexc');
  if (handler?.type === 'function')
    call.call(handler, [unknownThing('(function)'), textThing(underneath(toText(path))), unknownThing('(error)')]);
  return undefined;
}

function moved(call: ApiCall, from: Thing | undefined, to: Thing | undefined): Thing | undefined {
  if (from === undefined) return undefined;
  if (!isOwnFile(call, from)) call.touch('move', from);
  const content = to === undefined ? undefined : heldBy(call, from);
  if (to !== undefined) tellBrought([toText(from)], toText(to), call.scene, call.line);
  if (to !== undefined) call.touch('overwrite', to, content === undefined ? {} : { content });
  return to;
}

/** What this program wrote to a file. */
function heldBy(call: ApiCall, file: Thing): Value | undefined {
  const { path } = pathOf(toText(file), call.scene);
  return call.scene.machine.files.get(path ?? show(toText(file)));
}

function copied(call: ApiCall): Thing | undefined {
  const [from, to] = [call.arg('0 src'), call.arg('1 dst')];
  if (from?.type === 'made') return writtenTo(call, to, from.content);
  if (from !== undefined && to !== undefined) {
    tellBrought([toText(from)], toText(to), call.scene, call.line);
    const known = heldBy(call, from);
    if (known !== undefined) call.touch('overwrite', to, { content: known });
  }
  return to;
}

function setuid(call: ApiCall): undefined {
  const mode = call.arg('1 mode') ?? call.arg('0 mode');
  const bits = mode?.type === 'number' ? mode.value : undefined;
  if (bits !== undefined && (bits & 0o6000) !== 0)
    call.report('privilege', 'makes a program that runs with the rights of its owner');
  return undefined;
}
