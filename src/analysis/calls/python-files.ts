// Files and folders in Python: os, shutil, pathlib, open, tempfile, glob, archives.

import type { ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { listThing, literalOf, madeThing, type Thing, textThing, toText, waysOf } from '../program/thing.ts';
import { EMPTY, hole, join, text, type Value } from '../value.ts';
import { passes } from './make.ts';
import { absolute, changeFolder, contentOf } from './paths.ts';

export const PYTHON_FILES: Apis = {
  'os.remove os.unlink os.rmdir os.removedirs pathlib.os.remove': { touch: { '0 path name': 'delete' } },
  'shutil.rmtree distutils.dir_util.remove_tree send2trash.send2trash': {
    touch: { '0 path directory paths': 'delete' },
    recursive: true,
  },
  'os.truncate': { touch: { '0 path': 'overwrite' } },
  'os.rename os.replace os.renames shutil.move': { touch: { '0 src': 'move', '1 dst': 'overwrite' } },
  'shutil.copy shutil.copy2 shutil.copyfile shutil.copyfileobj distutils.file_util.copy_file': {
    touch: { '0 src': 'hand-on', '1 dst': 'overwrite' },
    does: copied,
  },
  'shutil.copytree distutils.dir_util.copy_tree': { touch: { '0 src': 'hand-on', '1 dst': 'overwrite' }, recursive: true },
  'os.symlink os.link': { touch: { '1 dst': 'write' } },
  'os.mkdir os.makedirs os.mkfifo os.mknod': { touch: { '0 name path': 'write' } },
  'os.chmod os.lchmod': { touch: { '0 path': 'permissions' }, does: setuid },
  'os.chown os.lchown shutil.chown os.chflags os.setxattr': { touch: { '0 path': 'permissions' } },
  'os.chroot os.setuid os.setgid os.seteuid os.setreuid': { tell: ['privilege', 'changes its own rights'] },
  'os.chdir os.fchdir contextlib.chdir': { does: changeFolder },
  'os.utime os.path.touch': { touch: { '0 path': 'write' } },
  'os.open': { does: openDescriptor },
  'os.write os.pwrite': { does: () => ({ type: 'number' }) },
  'open io.open codecs.open gzip.open bz2.open lzma.open aiofiles.open tokenize.open': { does: opened },
  'fileinput.input fileinput.FileInput': { does: inPlace },
  'dotenv.set_key dotenv.unset_key': { touch: { '0 dotenv_path': 'overwrite' } },
  'open().read open().readline open().readlines open().read1 open().peek os.read': {
    does: ({ self }) => textThing(toText(self)),
  },
  'open().write open().writelines open().truncate': { does: written },
  'json.dump yaml.dump yaml.safe_dump pickle.dump toml.dump tomli_w.dump marshal.dump joblib.dump': {
    does: (call) => writtenTo(call, call.arg('1 fp stream file'), hole('(data)')),
  },
  'csv.writer csv.DictWriter': { gives: 'csv.writer' },
  'print builtins.print': { does: (call) => writtenTo(call, call.arg('file'), joined(call)) },
  'sqlite3.connect duckdb.connect aiosqlite.connect': {
    does: (call) =>
      madeThing(`${call.name}()`, { args: call.args, content: contentOf(call, call.arg('0 database') ?? textThing('')) }),
  },
  'contextlib.closing sqlalchemy.text sqlalchemy.sql.text psycopg2.sql.SQL psycopg.sql.SQL': passes('0'),

  'tempfile.file.write': { does: written },
  'pathlib.Path.unlink pathlib.Path.rmdir pathlib.Path.remove': { touch: { self: 'delete' } },
  'pathlib.Path.rmtree': { touch: { self: 'delete' }, recursive: true },
  'pathlib.Path.write_text pathlib.Path.write_bytes': { does: wroteAll },
  'pathlib.Path.touch pathlib.Path.mkdir': { touch: { self: 'write' } },
  'pathlib.Path.chmod pathlib.Path.lchmod': { touch: { self: 'permissions' }, does: setuid },
  'pathlib.Path.rename pathlib.Path.replace pathlib.Path.move': { touch: { self: 'move', '0 target': 'overwrite' } },
  'pathlib.Path.symlink_to pathlib.Path.hardlink_to': { touch: { self: 'write' } },
  'pathlib.Path.read_text pathlib.Path.read_bytes': { does: (call) => textThing(contentOf(call, call.self)) },
  'pathlib.Path.open': { does: (call) => openAs(call, call.self, literalOf(call.arg('0 mode')) ?? 'r') },
  '*.unlink *.rmtree': { touch: { self: 'delete' } },
  '*.write_text *.write_bytes': { touch: { self: 'overwrite' } },
  '*.to_csv *.to_json *.to_parquet *.to_excel *.to_pickle *.to_html *.to_markdown *.to_feather *.savefig *.save *.write_image *.write_html *.savetxt *.to_file':
    {
      does: (call) => (call.arg('0 path path_or_buf fname') === undefined ? undefined : saved(call)),
    },
  'numpy.save numpy.savez numpy.savez_compressed numpy.savetxt matplotlib.pyplot.savefig': {
    touch: { '0 fname file': 'overwrite' },
  },
  'torch.save safetensors.torch.save_file': { does: (call) => modelSaved(call, call.arg('1 f filename')) },
};

function opened(call: ApiCall): Thing {
  const path = call.arg('0 file filename path') ?? textThing(hole('(file)'));
  return openAs(call, path, literalOf(call.arg('1 mode')) ?? (call.arg('1 mode') === undefined ? 'r' : 'w'));
}

function modelSaved(call: ApiCall, path: Thing | undefined): undefined {
  if (path?.type === 'text') call.touch('overwrite', path);
  return undefined;
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

function copied(call: ApiCall): Thing | undefined {
  const [from, to] = [call.arg('0 src'), call.arg('1 dst')];
  if (from?.type === 'made') return writtenTo(call, to, from.content);
  if (from !== undefined && to !== undefined) {
    const known = call.scene.machine.files.get(
      absolute(toText(from), call.scene.shell.cwd)
        .map((part) => part.text)
        .join(''),
    );
    if (known !== undefined) call.touch('overwrite', to, { content: known });
  }
  return to;
}

function saved(call: ApiCall): undefined {
  const path = call.arg('0 path path_or_buf fname');
  if (path?.type === 'text') call.touch('overwrite', path);
  return undefined;
}

function setuid(call: ApiCall): undefined {
  const mode = call.arg('1 mode') ?? call.arg('0 mode');
  const bits = mode?.type === 'number' ? mode.value : undefined;
  if (bits !== undefined && (bits & 0o6000) !== 0)
    call.report('privilege', 'makes a program that runs with the rights of its owner');
  return undefined;
}
