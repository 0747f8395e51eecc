// A command as it was read, and globs, in; why it could come to an ignored file, if it could, out. In doubt it could.
import { basename } from 'node:path';
import { parseOptions } from '../../analysis/shell/options.ts';
import { show, text } from '../../analysis/value.ts';
import type { ApprovalRequest } from '../../types.ts';
import { type IgnoredFiles, ignoredFiles } from './ignored-files.ts';
import { pathsInWord } from './paths-in-word.ts';
import {
  GIT_SHOWS_NAMES,
  GIVES_PATTERN,
  MAKES_UP_NAMES,
  NAMES_FROM_LIST,
  ONLY_NAMES,
  READS_THE_FOLDER,
  SEARCHES,
  TAKES_FOLDERS,
  WHOLE_FOLDERS,
} from './reads-by-name.ts';

const FINDS = /^(?:g?find|bfs|fd(?:find)?)$/;

export function findIgnored(
  { commands, effects, cwd }: Pick<ApprovalRequest, 'commands' | 'effects' | 'cwd'>,
  globs: readonly string[],
): string | undefined {
  const files = ignoredFiles(globs, cwd);
  const opaque = effects.find(({ kind }) => kind === 'opaque');
  if (opaque !== undefined) return `it cannot be told which files it reads (${opaque.says}).`;
  // The first is `exec`, and the second was written word by word; what these start was worked out.
  const [, ...started] = commands;
  if (!files.here && started.length > 1 && FINDS.test(basename(started[0]?.argv[0] ?? '')))
    return 'which files are found cannot be told from here.';
  for (const [depth, { argv }] of started.entries()) {
    const why = inCommand(argv, depth > 0, files);
    if (why !== undefined) return why;
  }
  return undefined;
}

function inCommand([program = '', ...args]: readonly string[], workedOut: boolean, files: IgnoredFiles): string | undefined {
  const name = basename(program);
  const kind = name.replace(/(?<=[a-z])[\d.]+$/, '');
  const makesUp = MAKES_UP_NAMES[kind];
  const listed = args.find((arg) => NAMES_FROM_LIST.test(arg) || makesUp?.test(arg));
  if (listed !== undefined) return `it cannot be told which files ${name} ${listed} reads.`;
  if (name === 'git') {
    const [order = '', ...rest] = args;
    const shows = GIT_SHOWS_NAMES[order];
    if (shows === undefined || !rest.every((word) => shows.test(word)))
      return `git ${order} could show what is in an ignored file.`.replace('  ', ' ');
  }
  const known = program.includes('/') ? files.against(program) : undefined;
  if (known !== undefined && known !== 'lies outside this folder') return `${program} ${known}.`;
  for (const word of args) {
    const why = workedOut && /[$(*?[]/.test(word) ? inUnknown(word, files) : inWord(word, name, files);
    if (why !== undefined) return why;
  }
  if (!files.here && (TAKES_FOLDERS.has(name) || args.some((arg) => WHOLE_FOLDERS.test(arg))))
    return `what is in the folders that ${name} reads cannot be told from here.`;
  if (!searchesHere(name, args, files)) return undefined;
  const here = files.inside('.');
  return here === undefined ? undefined : `this folder, which ${name} reads, ${here}.`;
}

function inWord(word: string, program: string, files: IgnoredFiles): string | undefined {
  const paths = pathsInWord(word);
  if (paths === undefined) return `it cannot be told which paths are in "${word.slice(0, 40)}…".`;
  for (const path of paths) {
    const why = files.against(path) ?? (ONLY_NAMES.has(program) || !files.isFolder(path) ? undefined : files.inside(path));
    if (why !== undefined) return `${path} ${why}.`;
  }
  return undefined;
}

/** `src/(found)/*.ts`: anything below the part that is known. */
function inUnknown(word: string, files: IgnoredFiles): string | undefined {
  const folder = /^[^$(*?[]*\//.exec(word)?.[0] ?? '.';
  const why = files.against(folder) ?? files.inside(folder);
  return why === undefined ? undefined : `${folder} ${why}.`;
}

/** Whether it reads the whole folder because no other place is named. */
function searchesHere(name: string, args: readonly string[], files: IgnoredFiles): boolean {
  if (READS_THE_FOLDER.has(name)) return true;
  const values = SEARCHES[name];
  if (values === undefined) return false;
  const { operands, has } = parseOptions(
    args.map((arg) => text(arg)),
    values,
  );
  if (name !== 'rg' && name !== 'rgrep' && !has('r R d recursive dereference-recursive directories')) return false;
  const places = operands.map(show).slice(has(GIVES_PATTERN) ? 0 : 1);
  return places.length === 0 || !places.every((place) => files.exists(place));
}
