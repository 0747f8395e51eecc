// What lies in folders, and folders for a while, in JavaScript.
import type { ApiCall, Apis } from '../program/api.ts';
import { joinPath } from '../program/operators.ts';
import { listThing, madeThing, NOTHING, type Thing, textThing, toText, waysOf, wordThing } from '../program/thing.ts';
import { hole, join, text, type Value } from '../value.ts';
import { fileNamed, namesIn, ownTemporary, underneath } from './paths.ts';

export const JAVASCRIPT_FOLDERS: Apis = {
  'fs.opendir fs.opendirSync Deno.readDir Deno.readDirSync': { does: (call) => listThing([listed(call)], true) },
  'fs.readdir fs.readdirSync fs-jetpack.list': {
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
  'recursive-readdir recursive-readdir-sync walk-sync fs-readdir-recursive fs-jetpack.find': {
    does: (call) => answered(call, listThing([textThing(underneath(toText(call.args[0] ?? textThing('.'))))], true)),
  },
  'klaw klaw-sync readdirp readdirp.promise walkdir walkdir.sync walkdir.async fs.walk fs.walkSync fs.expandGlob': {
    does: walked,
  },
};

/** Gives it, and hands it to a callback where there is one. */
export function answered(call: ApiCall, thing: Thing): Thing {
  const last = call.args.at(-1);
  if (last?.type === 'function') call.later(last, [NOTHING, thing]);
  return thing;
}

/** One of the entries of a folder: its name, and where it lies. */
function listed({ args: [path] }: ApiCall): Thing {
  const folder = textThing(toText(path ?? textThing('.')));
  const entries = new Map<string, Thing>([
    ['name', wordThing('(name)')],
    ['path', folder],
    ['parentPath', folder],
  ]);
  return { type: 'object', entries, rest: madeThing('fs.Dirent') };
}

function entry(call: ApiCall): Thing {
  return call.option('withFileTypes') ? listed(call) : textThing(namesIn(hole('(folder)', {}, 'word')));
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

/** Each has its path. */
function walked(call: ApiCall): Thing {
  const found = textThing(underneath(toText(call.args[0] ?? textThing('.'))));
  const entries = new Map(['path', 'fullPath', 'absolute'].map((key) => [key, found] as const));
  entries.set('name', wordThing('(name)'));
  return listThing([{ type: 'object', entries, rest: madeThing('fs.Dirent') }], true);
}
