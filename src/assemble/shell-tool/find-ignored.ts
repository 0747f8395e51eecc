// A command as it was read, and globs, in; why it could come to an ignored file, if it could, out. In doubt it could.
import { basename } from 'node:path';
import { parseOptions } from '../../analysis/shell/options.ts';
import { show, text } from '../../analysis/value.ts';
import type { ApprovalRequest } from '../../types.ts';
import { type IgnoredFiles, ignoredFiles, OUTSIDE } from './ignored-files.ts';
import { pathsInWord } from './paths-in-word.ts';
import {
  GIT_SHOWS_NAMES,
  GIVES_PATTERN,
  MAKES_UP_NAMES,
  NAMES_FROM_LIST,
  OPENS_NO_FOLDER,
  READS_THE_FOLDER,
  SEARCHES,
  TAKES_FOLDERS,
  WHOLE_FOLDERS,
} from './reads-by-name.ts';
import { unknownCommands } from './unknown-commands.ts';

/** More are not looked at. */
const MOST_IN_SED = 2000;
const FINDS = /^(?:g?find|bfs|fd(?:find)?)$/;

export function findIgnored(
  { commands, effects, cwd }: Pick<ApprovalRequest, 'commands' | 'effects' | 'cwd'>,
  globs: readonly string[],
): string | undefined {
  const files = ignoredFiles(globs, cwd);
  const opaque = effects.find(({ kind }) => kind === 'opaque');
  if (opaque !== undefined) return `it cannot be told which files it reads (${opaque.says}).`;
  // The first is `exec`, and the second was written word by word; what these start was worked out.
  const started = commands.slice(1);
  if (!files.here && started.length > 1 && FINDS.test(basename(started[0]?.argv[0] ?? '')))
    return 'which files are found cannot be told from here.';
  const unknown = unknownCommands(effects);
  for (const [depth, { argv }] of started.entries()) {
    // Of what nobody knows, any word may be a program that it starts.
    const programs = unknown.has(depth + 1) ? argv.map((_, from) => argv.slice(from)) : [argv];
    const why = inWords(argv, depth > 0, files) ?? firstOf(programs, (one) => inProgram(one, files));
    if (why !== undefined) return why;
  }
  return undefined;
}

function firstOf<Item>(items: readonly Item[], look: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `r.env`: sed wants no blank in front of the file that an order reads, or writes. */
function inSedOrder(word: string, files: IgnoredFiles): string | undefined {
  const paths = [...word.matchAll(/(?<=[rRwW])(?=([^\s/;{}][^\n;}]{0,255}))/g)].map(([, path = '']) => path);
  if (paths.length > MOST_IN_SED) return 'it cannot be told which files sed reads.';
  return firstOf(paths, (path) => {
    const why = files.against(path);
    return why === undefined || why === OUTSIDE ? undefined : `${path} ${why}.`;
  });
}

/** How the program comes to what it reads. */
function inProgram([program = '', ...args]: readonly string[], files: IgnoredFiles): string | undefined {
  const name = basename(program);
  const makesUp = MAKES_UP_NAMES[name.replace(/(?<=[a-z])[\d.]+$/, '')];
  const listed = args.find((arg) => NAMES_FROM_LIST.test(arg) || makesUp?.test(arg));
  if (listed !== undefined) return `it cannot be told which files ${name} ${listed} reads.`;
  if (name === 'sed') {
    const why = firstOf(args, (arg) => inSedOrder(arg, files));
    if (why !== undefined) return why;
  }
  if (name === 'git') {
    const [order = '', ...rest] = args;
    const shows = GIT_SHOWS_NAMES[order];
    if (shows === undefined || !rest.every((word) => shows.test(word)))
      return `${['git', ...args.slice(0, 1)].join(' ')} could show what is in an ignored file.`;
  }
  if (!files.here && (TAKES_FOLDERS.has(name) || args.some((arg) => WHOLE_FOLDERS.test(arg))))
    return `what is in the folders that ${name} reads cannot be told from here.`;
  const here = searchesHere(name, args, files) ? files.inside('.') : undefined;
  return here === undefined ? undefined : `this folder, which ${name} reads, ${here}.`;
}

/** @param workedOut The words are what a reader made of others: some may be known only when it runs. */
function inWords([program = '', ...args]: readonly string[], workedOut: boolean, files: IgnoredFiles): string | undefined {
  const itself = program.includes('/') ? files.against(program) : undefined;
  // Programs are where they are.
  if (itself !== undefined && itself !== OUTSIDE) return `${program} ${itself}.`;
  // `find . -exec cat {} +` is read as `cat .`: the folder stands for what was found in it.
  const opensFolders = workedOut || !OPENS_NO_FOLDER.has(basename(program));
  return firstOf(args, (word) =>
    workedOut && /[$(*?[]/.test(word) ? inUnknown(word, files) : inWord(word, opensFolders, files),
  );
}

function inWord(word: string, opensFolders: boolean, files: IgnoredFiles): string | undefined {
  const paths = pathsInWord(word);
  if (paths === undefined) return `it cannot be told which paths are in "${word.slice(0, 40)}…".`;
  for (const path of paths) {
    const why = files.against(path) ?? (opensFolders && files.isFolder(path) ? files.inside(path) : undefined);
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
