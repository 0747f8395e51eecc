// Archives: what is packed is read, what is unpacked is written.
import { pathOf } from '../path-of.ts';
import { rememberFetched } from '../shell/remember.ts';
import { EMPTY, hole, join, show, taintOf, text, type Value } from '../value.ts';
import type { Call, Pattern, Specs } from './spec.ts';

const TAR =
  'f file C directory T files-from X exclude-from exclude transform strip-components I use-compress-program b g to-command checkpoint-action F info-script new-volume-script rsh-command rmt-command';

export const ARCHIVES: Specs = {
  'tar bsdtar gtar': { values: TAR, does: tar },
  'unzip funzip': { values: 'd x P', does: unzip },
  zip: { values: 'x i -TT unzip-command', does: zip },
  '7z 7za 7zr 7zz': { does: sevenZip },
  unrar: { executes: true },
  'dpkg-deb dpkg-source': { does: unpackInto },
  cpio: { values: 'D directory F file I O H format R owner', executes: true, options: { 'D directory': 'write' } },
  ar: { executes: true },
};

export const ARCHIVE_LINES: readonly Pattern[] = [
  [
    'tar --checkpoint-action|--to-command|--info-script|--new-volume-script|--rsh-command|--rmt-command|-F',
    'opaque',
    'cannot tell: hands files to a program',
  ],
  ['zip -TT|--unzip-command', 'opaque', 'cannot tell: hands files to a program'],
];

function tar(call: Call): Value {
  const { args, options, stdin, read, touch, report, scene } = call;
  // `tar czf x` needs no dash.
  const old = /^[a-zA-Z]+$/.exec(show(args[0] ?? []))?.[0] ?? '';
  const has = (letter: string, long: string) => old.includes(letter) || options.has(`${letter} ${long}`);
  const operands = old === '' ? options.operands : options.operands.slice(1);
  const archive = old.includes('f') ? operands[0] : options.all('f file')[0];
  const files = old.includes('f') ? operands.slice(1) : operands;
  const into = options.all('C directory')[0];
  const packer = options.all('I use-compress-program').map(show)[0];
  if (packer !== undefined && !/^(?:gzip|pigz|xz|bzip2|zstd|lz4|pixz|lzma)\b[\w\s-]*$/.test(packer))
    report('opaque', 'cannot tell: hands files to a program');
  if (has('t', 'list')) return hole('$(tar)');
  if (has('x', 'extract')) {
    const content = archive === undefined || show(archive) === '-' ? stdin : read(archive);
    const { download } = taintOf(content);
    touch('write', into ?? text('.'), { recursive: true });
    if (has('P', 'absolute-names')) report('opaque', 'cannot tell: unpacks to any path');
    if (download !== undefined) {
      report('network', `unpacks what it downloads from ${download}`, { host: download });
      rememberFetched(scene, into ?? text('.'), download, `${show(content)}/${show(archive ?? [])}`);
    }
    return EMPTY;
  }
  if (!has('c', 'create') && !has('r', 'append') && !has('u', 'update')) return EMPTY;
  const lies = (file: Value) => (into === undefined || /^[/~]/.test(show(file)) ? file : join([into, text('/'), file]));
  const secret = files
    .map(lies)
    .map((file) => taintOf(read(file)).secret)
    .find((name) => name !== undefined);
  if (options.has('remove-files')) for (const file of files) touch('delete', file, { recursive: true });
  if (archive === undefined || show(archive) === '-')
    return hole('$(tar)', { secret: secret ?? `the files ${files.map(show).join(' ')}`.slice(0, 60) });
  const outside = files
    .map((file) => pathOf(lies(file), scene))
    .find(({ where }) => /^(?:home|system|parent|elsewhere)$/.test(where));
  const holds = secret ?? (outside === undefined || outside.ofProject ? undefined : `the files ${outside.shown}`);
  touch('overwrite', archive, { content: hole('(archive)', holds === undefined ? {} : { secret: holds }) });
  return EMPTY;
}

/** `7z x archive -ofolder`, `7z a archive files`. */
function sevenZip({ args, operands, touch, read }: Call): Value {
  const [verb = EMPTY, archive, ...files] = operands;
  const into = args.map(show).find((word) => /^-o./.test(word));
  if (archive !== undefined && /^[xe]$/.test(show(verb))) {
    read(archive);
    touch('write', into === undefined ? text('.') : text(into.slice(2)), { recursive: true });
  }
  if (archive === undefined || !/^[aud]$/.test(show(verb))) return EMPTY;
  const secret = files.map((file) => taintOf(read(file)).secret).find((name) => name !== undefined);
  if (args.some((arg) => show(arg) === '-sdel')) for (const file of files) touch('delete', file, { recursive: true });
  touch('overwrite', archive, { content: hole('(archive)', secret === undefined ? {} : { secret }) });
  return EMPTY;
}

function unzip({ operands, options, touch, read, scene }: Call): Value {
  if (options.has('l t Z z v')) return EMPTY;
  const [archive = EMPTY] = operands;
  const { download } = taintOf(archive.length === 0 ? EMPTY : read(archive));
  if (options.has('p c')) return hole('$(unzip)', download === undefined ? {} : { download });
  const into = options.all('d')[0] ?? text('.');
  touch('write', into, { recursive: true });
  if (download !== undefined) rememberFetched(scene, into, download, show(archive));
  return EMPTY;
}

/** `dpkg-deb -x package folder`. */
function unpackInto({ operands, options, touch, read, report }: Call): Value {
  for (const file of operands.slice(0, 1)) read(file);
  if (!options.has('x extract X vextract R raw-extract')) report('execute', 'looks at a package');
  else touch('write', operands[1] ?? text('.'), { recursive: true });
  return EMPTY;
}

function zip({ operands, touch, read, options }: Call): Value {
  const [archive, ...files] = operands;
  const secret = files.map((file) => taintOf(read(file)).secret).find((name) => name !== undefined);
  if (options.has('m move')) for (const file of files) touch('delete', file, { recursive: true });
  const content = hole('(archive)', secret === undefined ? {} : { secret });
  if (archive === undefined || show(archive) === '-')
    return hole('$(zip)', { secret: secret ?? `the files ${files.map(show).join(' ')}`.slice(0, 60) });
  touch('overwrite', archive, { content });
  return EMPTY;
}
