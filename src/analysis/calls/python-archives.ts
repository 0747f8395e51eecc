// Archives in Python: what is packed goes into the file, or the buffer, and with it wherever that goes; and what comes out of them.
import type { ApiCall, Apis } from '../program/api.ts';
import { literalOf, type Made, madeThing, type Thing, taintOfThing, textThing, toText } from '../program/thing.ts';
import { hole, join, taintOf, text } from '../value.ts';
import { described, makers } from './described.ts';
import { contentOf } from './paths.ts';

const ARCHIVE = 'archive';

export const PYTHON_ARCHIVES: Apis = {
  'zipfile.ZipFile tarfile.open tarfile.TarFile zipfile.PyZipFile tarfile.open.__call__ py7zr.SevenZipFile rarfile.RarFile pyzipper.AESZipFile pyminizip.compress':
    { does: opened },
  'archive.add archive.write archive.writestr archive.addfile archive.writeall archive.writepy archive.writef': { does: packed },
  'archive.extractall archive.extract archive.unpack *.extractall': {
    does: (call) => unpacked(call, call.arg('0 path'), taintOfThing(call.self).download),
  },
  '*.extract': { does: extracted },
  'shutil.unpack_archive': {
    does: (call) =>
      unpacked(call, call.arg('1 extract_dir'), taintOf(contentOf(call, call.arg('0 filename') ?? textThing(''))).download),
  },
  'shutil.make_archive': { does: madeArchive },
};

function opened(call: ApiCall): Made {
  const path = call.arg('0 file name');
  const target = path === undefined || path.type === 'nothing' ? call.arg('fileobj') : path;
  const mode = literalOf(call.arg('1 mode')) ?? 'r';
  const writes = /^[wax]/.test(mode);
  if (target?.type === 'text' && writes) call.touch('overwrite', target);
  const content = target?.type === 'text' && !writes ? contentOf(call, target) : toText(target ?? textThing(''));
  return madeThing(ARCHIVE, { ...(target === undefined ? {} : { self: target }), content: writes ? hole('(archive)') : content });
}

function packed(call: ApiCall): undefined {
  const archive = makers(call.self).find(({ by }) => by === ARCHIVE);
  const [first, second] = call.args;
  const named = call.arg('0 name filename');
  const data = /writestr|addfile|writef/.test(call.name) ? second : undefined;
  const content =
    data !== undefined ? toText(data) : named?.type === 'text' ? contentOf(call, named) : toText(first ?? textThing(''));
  const taint = taintOf(content);
  if (archive === undefined || Object.keys(taint).length === 0) return undefined;
  const inside = textThing(hole('(archive)', taint));
  archive.held.push(inside);
  const { self } = archive;
  if (self?.type === 'made') {
    self.held.push(inside);
    // An open file is a file.
    if (self.by === 'open()' && self.self !== undefined)
      call.touch('write', self.self, { content: toText(inside), append: true });
  } else if (self?.type === 'text') call.touch('write', self, { content: toText(inside), append: true });
  return undefined;
}

function unpacked(call: ApiCall, into: Thing | undefined, download: string | undefined): undefined {
  const content = download === undefined ? {} : { content: hole('(unpacked)', { download }) };
  call.touch('write', into ?? textThing('.'), { recursive: true, ...content });
  return undefined;
}

/** Of something else, such as a page or a text, it writes nothing. */
function extracted(call: ApiCall): undefined {
  if (/zip|tar|archive|rar/i.test(described(call.self))) unpacked(call, call.arg('1 path'), undefined);
  return undefined;
}

const SUFFIX: Readonly<Record<string, string>> = {
  gztar: '.tar.gz',
  bztar: '.tar.bz2',
  xztar: '.tar.xz',
  tar: '.tar',
  zip: '.zip',
};

function madeArchive(call: ApiCall): Thing {
  const base = toText(call.arg('0 base_name') ?? textThing('archive'));
  const root = call.arg('2 root_dir') ?? call.arg('3 base_dir');
  const content = root === undefined || root.type === 'nothing' ? hole('(archive)') : contentOf(call, root);
  const path = textThing(join([base, text(SUFFIX[literalOf(call.arg('1 format')) ?? 'zip'] ?? '.zip')]));
  call.touch('overwrite', path, { content: hole('(archive)', taintOf(content)) });
  return path;
}
