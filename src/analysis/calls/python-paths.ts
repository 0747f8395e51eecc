// Paths in Python: os.path, pathlib, glob, tempfile.

import { pathOf } from '../path-of.ts';
import type { ApiCall, Apis } from '../program/api.ts';
import { joinPath } from '../program/operators.ts';
import { listThing, literalOf, madeThing, type Thing, textThing, toText, waysOf, wordThing } from '../program/thing.ts';
import { EMPTY, hole, join, text, type Value } from '../value.ts';
import { NUMBERS, passes } from './make.ts';
import { absolute, base, fileNamed, folderOf, namesIn, ownTemporary, underneath } from './paths.ts';

export const PYTHON_PATHS: Apis = {
  'os.path.join posixpath.join': { does: (call) => textThing(call.args.map((arg) => toText(arg)).reduce(joinPath, EMPTY)) },
  'os.path.expanduser os.path.expandvars': { does: expanded },
  'os.path.abspath os.path.realpath os.path.normpath os.fspath os.fsdecode os.fsencode str os.path.normcase repr ascii format memoryview':
    { does: (call) => textThing(toText(call.arg('0 path object') ?? textThing(''))) },
  'os.path.dirname': { does: (call) => textThing(folderOf(toText(call.arg('0 p') ?? textThing('')))) },
  'os.path.basename': { does: (call) => textThing(base(toText(call.arg('0 p') ?? textThing('')))) },
  'os.path.split': {
    does: ({ args: [path = textThing('')] }) => listThing([textThing(folderOf(toText(path))), textThing(base(toText(path)))]),
  },
  'os.path.splitext': {
    does: ({ args: [path = textThing('')] }) => listThing([textThing(stem(toText(path))), wordThing('(suffix)')]),
  },
  'os.path.relpath': passes('0 path'),
  'os.path.exists os.path.isfile os.path.isdir os.path.getsize os.path.getmtime os.path.islink os.stat os.lstat os.access os.path.samefile':
    NUMBERS,
  'os.getcwd os.getcwdb': { does: ({ scene }) => cwd(scene.shell.cwd) },
  'os.listdir': { does: () => listThing([wordThing('(name)')], true) },
  'os.scandir': { does: (call) => listThing([madeThing('os.DirEntry', { content: namesIn(folder(call)) })], true) },
  'os.walk os.fwalk': { does: walked },
  'glob.glob glob.iglob': { does: (call) => listThing([textThing(globbed(call))], true) },
  'tempfile.mkdtemp tempfile.mktemp tempfile.TemporaryDirectory': { does: (call) => temporary(call) },
  'tempfile.mkstemp': { does: (call) => listThing([{ type: 'number' }, temporary(call)]) },
  'tempfile.NamedTemporaryFile tempfile.TemporaryFile tempfile.SpooledTemporaryFile': {
    does: (call) => madeThing('tempfile.file', { content: toText(temporary(call)) }),
  },
  'tempfile.gettempdir': { does: () => textThing('/tmp') },

  'pathlib.Path pathlib.PosixPath pathlib.PurePath pathlib.PurePosixPath py.path.local anyio.Path': {
    does: ({ args }) => textThing(args.map((arg) => toText(arg)).reduce(joinPath, EMPTY), PATH),
  },
  'pathlib.Path.home': { does: ({ scene }) => textThing(scene.machine.place.home, PATH) },
  'pathlib.Path.cwd': { does: ({ scene }) => ({ ...cwd(scene.shell.cwd), of: PATH }) },
  'pathlib.Path.joinpath': {
    does: ({ self, args }) => textThing(args.map((arg) => toText(arg)).reduce(joinPath, toText(self)), PATH),
  },
  'pathlib.Path.expanduser': { does: (call) => ({ ...expanded({ ...call, arg: () => call.self }), of: PATH }) },
  'pathlib.Path.resolve pathlib.Path.absolute': {
    does: ({ self, scene }) => textThing(absolute(toText(self), scene.shell.cwd), PATH),
  },
  'pathlib.Path.as_posix pathlib.Path.as_uri pathlib.Path.__str__': { does: ({ self }) => textThing(toText(self)) },
  'pathlib.Path.relative_to': { does: () => textThing(hole('(relative)', {}, 'word'), PATH) },
  'pathlib.Path.with_suffix pathlib.Path.with_stem': { does: ({ self }) => textThing(stem(toText(self)), PATH) },
  'pathlib.Path.with_name': {
    does: ({ self, args }) => textThing(joinPath(folderOf(toText(self)), toText(args[0] ?? textThing(''))), PATH),
  },
  'pathlib.Path.iterdir': { does: ({ self }) => listThing([textThing(namesIn(toText(self)), PATH)], true) },
  'pathlib.Path.glob pathlib.Path.rglob': {
    does: ({ self, args, name }) => listThing([textThing(matching(toText(self), args[0], name.endsWith('rglob')), PATH)], true),
  },
  'pathlib.Path.walk': { does: ({ self }) => walkOf(toText(self), PATH) },
  'pathlib.Path.exists pathlib.Path.is_file pathlib.Path.is_dir pathlib.Path.stat pathlib.Path.is_symlink': NUMBERS,
};

const PATH = 'pathlib.Path';

export const PYTHON_PATH_PROPERTIES: Readonly<Record<string, (self: Value) => Thing>> = {
  'pathlib.Path.parent': (self) => textThing(folderOf(self), PATH),
  'pathlib.Path.parents': (self) =>
    listThing([
      textThing(folderOf(self), PATH),
      textThing(folderOf(folderOf(self)), PATH),
      textThing(folderOf(folderOf(folderOf(self))), PATH),
    ]),
  'pathlib.Path.name': (self) => textThing(base(self)),
  'pathlib.Path.stem': (self) => textThing(stem(base(self))),
  'pathlib.Path.suffix': () => wordThing('(suffix)'),
  'pathlib.Path.parts': (self) => listThing([textThing(self)], true),
  'pathlib.Path.root': () => textThing('/'),
  'pathlib.Path.anchor': () => textThing('/'),
};

function stem(path: Value): Value {
  const last = path.at(-1);
  return last?.type === 'text' ? [...path.slice(0, -1), ...text(last.text.replace(/\.[^./]+$/, ''))] : path;
}

function cwd(place: string | undefined): Extract<Thing, { type: 'text' }> {
  return { type: 'text', value: place === undefined ? hole('(cwd)') : text(place) };
}

function folder(call: ApiCall): Value {
  const given = call.arg('0 path top');
  return given === undefined ? text('.') : toText(given);
}

function globbed(call: ApiCall): Value {
  const pattern = toText(call.arg('0 pathname') ?? textThing('*'));
  const root = call.arg('root_dir');
  return fileNamed(root === undefined ? pattern : joinPath(toText(root), pattern));
}

function matching(self: Value, pattern: Thing | undefined, deep: boolean): Value {
  const shown = pattern === undefined ? text('*') : toText(pattern);
  const all = literalOf(pattern) === '*' || literalOf(pattern) === '**/*';
  return all ? (deep ? underneath(self) : namesIn(self)) : fileNamed(joinPath(self, deep ? join([text('**/'), shown]) : shown));
}

function walked(call: ApiCall): Thing {
  return walkOf(folder(call));
}

function walkOf(top: Value, of?: string): Thing {
  const names = listThing([wordThing('(name)')], true);
  return listThing([listThing([textThing(underneath(top), of), names, names])], true);
}

function expanded(call: Pick<ApiCall, 'arg' | 'scene'>): Extract<Thing, { type: 'text' }> {
  const path = toText(call.arg('0 path') ?? textThing(''));
  const [first, ...rest] = path;
  if (first?.type !== 'text') return { type: 'text', value: path };
  const { home } = call.scene.machine.place;
  const whole = first.text.replace(/^~(?=\/|$)/, home).replace(/\$(?:HOME\b|\{HOME\})/g, home);
  const pieces = whole.split(/(\$\w+|\$\{\w+\})/).map((piece, at) => (at % 2 === 0 ? text(piece) : hole(piece)));
  return { type: 'text', value: join([...pieces, rest]) };
}

/** In a folder that only the run knows, what it makes there is still its own. */
function temporary(call: ApiCall): Thing {
  const place = call.arg('dir');
  const own = ownTemporary(call.scene);
  if (place === undefined || place.type === 'nothing') return textThing(own);
  const known = waysOf(place).every((way) => pathOf(toText(way), call.scene).where !== 'dynamic');
  return textThing(known ? joinPath(toText(place), text('(mktemp)')) : own);
}
