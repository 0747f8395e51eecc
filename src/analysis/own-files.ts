// A path, or code that nobody reads, in; whether it means approve-run's own files out: settings, grants, trust, journals, the program.
import { posix } from 'node:path';
import { withoutGlobs } from './classify-path.ts';
import type { Place } from './place.ts';
import { globTest } from './special-paths.ts';

/** Wherever it runs; with the home folder written as `~`. What else is its own comes with the place. */
const OWN: readonly RegExp[] = [
  /\/\.approvalrc(?:\.(?:json|ya?ml))?$/,
  /^~\/(?:\.config|\.local\/(?:share|state)|\.cache|Library\/Application Support)\/approve-run(?:\/.*)?$/,
  /\/node_modules\/(?:approve-run(?:\/.*)?|\.bin\/approve-run)$/,
  /\/bin\/approve-run$/,
  // What blocks are started with: their code, their pipes (execution/workshop.ts).
  /^\/(?:dev\/shm|run\/user\/\d+|tmp)\/approve-run-[A-Za-z0-9]{6}(?:\/|$)/,
  // A terminal of the user: what is written there passes nobody.
  /^\/dev\/pts\/\d/,
  // The process that started the block: its memory, its descriptors.
  /^\/proc\/\$\{?PPID\}?\//,
];
/** Below folders that only the run knows: `$XDG_CONFIG_HOME/approve-run`. */
const BY_NAME =
  /(?:XDG_(?:CONFIG|STATE|CACHE|DATA)_HOME\W*|\/)approve-run(?:\/(?:[\w.-]+\.(?:json|ya?ml|jsonl))?|\/journal(?:\/.*)?|\/?)$/;
const USUAL_NAMES = ['.approvalrc', '.approvalrc.json', '.approvalrc.yaml', '.approvalrc.yml'];
const USUAL_FOLDERS = ['.config', '.local/share', '.local/state', '.cache'];
const NAMED = /\bapprove-run\b|\.approvalrc\b|\bAPPROVE_RUN_/;

/** @param path Absolute, with its globs still in it. */
export function isOwnFile(path: string, { home, own = [] }: Place): boolean {
  const bare = path.replace(/\/$/, '');
  const shown = bare.startsWith(`${home}/`) ? `~${bare.slice(home.length)}` : bare;
  if (OWN.some((place) => place.test(shown))) return true;
  if (own.some((one) => bare === one || bare.startsWith(`${one}/`))) return true;
  const last = posix.basename(bare);
  const pattern = /\w/.test(last) ? globTest(bare) : undefined;
  if (pattern === undefined) return false;
  if ([...own, ...USUAL_FOLDERS.map((folder) => `${home}/${folder}/approve-run`)].some((one) => pattern.test(one))) return true;
  // `.a*` may be one of ours, and `*` means nothing that begins with a dot.
  const folder = posix.dirname(bare.replace('/(found)', ''));
  return last.startsWith('.') && USUAL_NAMES.some((name) => pattern.test(`${folder}/${name}`));
}

/** Whether a tree holds some of them. Installed packages are let go: `rm -rf node_modules` is ordinary work. */
export function holdsOwnFiles(path: string, { own = [] }: Place): boolean {
  const tree = withoutGlobs(path).replace(/\/$/, '');
  return own.some((one) => one.startsWith(`${tree}/`) && !one.includes('/node_modules/'));
}

/** A patch that names one: in the way of `diff`, or of an agent. */
export function patchesOwnFile(patch: string): boolean {
  return /^(?:(?:\+\+\+|---) (?:[ab]\/)?|(?:rename|copy) to |\*\*\* (?:Add|Update|Delete) File: )(?:\S*\/)?\.approvalrc(?:\.(?:json|ya?ml))?$/m.test(
    patch,
  );
}

/** A path of which only the end is known. */
export function endsAsOwnFile(shown: string): boolean {
  return BY_NAME.test(shown) || /(?:^|\/)\.approvalrc(?:\.(?:json|ya?ml))?$/.test(shown);
}

export const NAMES_UNREAD = 'speaks of approve-run or its settings, in code that nobody reads';

/** Code in a language that nobody reads, and that speaks of approve-run. */
export function namesApproveRun(code: string): boolean {
  return NAMED.test(code);
}
