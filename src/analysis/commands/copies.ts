// scp and rsync: from here to another machine, or within this one.
import { EMPTY, show } from '../value.ts';
import { hostOf } from './host-of.ts';
import type { Call, Specs } from './spec.ts';

export const COPIES: Specs = {
  sftp: { values: 'i P o F J l S c b B', does: session },
  scp: { values: 'i P o F J l S c b B', does: copyOver },
  rsync: {
    values:
      'e rsh f filter exclude include exclude-from include-from files-from temp-dir backup-dir suffix port password-file log-file bwlimit timeout chmod rsync-path compare-dest link-dest',
    does: rsync,
  },
};

const REMOTE = /^(?:[\w.-]+@)?[\w.-]+:(?!\\)|^[a-z]+:\/\//;

function session(call: Call): undefined {
  orders(call);
  return copyOver(call);
}

function copyOver(call: Call): undefined {
  const { operands, report, touch } = call;
  const target = operands.at(-1) ?? EMPTY;
  const sources = operands.slice(0, -1);
  for (const source of sources) if (!REMOTE.test(show(source))) call.touch('hand-on', source);
  if (operands.length < 2) report('network', `talks to ${show(target)}`, hostOf(show(target)));
  else if (REMOTE.test(show(target)))
    report(
      'upload',
      `copies ${sources.map(show).join(' ').slice(0, 60)} to ${hostOf(show(target)).host ?? 'a host'}`,
      hostOf(show(target)),
    );
  else {
    report('network', `copies from ${show(sources[0] ?? [])}`, hostOf(show(sources[0] ?? [])));
    touch('overwrite', target, { recursive: true });
  }
  return undefined;
}

/** `put file`, `!command`: from a file, or from standard input. */
function orders({ options, stdin, read, report, code, operands }: Call): void {
  const batch = options.all('b')[0];
  const text = show(batch === undefined || show(batch) === '-' ? stdin : read(batch));
  for (const [, mark, rest = ''] of text.matchAll(/^[ \t]*-?(!|put\b|mput\b|reput\b)[ \t]*(.*)$/gm)) {
    const sent = rest.split(/\s+/).find((word) => !word.startsWith('-')) ?? '';
    if (mark === '!') code('bash', [{ type: 'text', text: rest }], 'sftp');
    else {
      read([{ type: 'text', text: sent }]);
      report('upload', `copies ${sent} to ${hostOf(show(operands[0] ?? [])).host ?? 'a host'}`, hostOf(show(operands[0] ?? [])));
    }
  }
}

function rsync(call: Call): undefined {
  const { operands, options, report, touch } = call;
  for (const shell of options.all('e rsh rsync-path'))
    if (!/^ssh\b[^;|&]*$|^sudo rsync$/.test(show(shell))) report('opaque', 'cannot tell: names a program for the remote');
  const target = operands.at(-1) ?? EMPTY;
  if (operands.some((path) => REMOTE.test(show(path)))) {
    if (!options.has('n dry-run')) copyOver(call);
    return undefined;
  }
  for (const source of operands.slice(0, -1)) touch(options.has('remove-source-files') ? 'delete' : 'hand-on', source);
  if (options.has('n dry-run') || operands.length < 2) return undefined;
  const deletes = options.has('delete delete-after delete-before delete-during del delete-excluded delete-delay');
  touch(deletes ? 'delete' : 'overwrite', target, { recursive: true });
  return undefined;
}
