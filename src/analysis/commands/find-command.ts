// A program's name in; what the tables know of it out.
import { matchPatterns } from '../shell/match-pattern.ts';
import type { Options } from '../shell/options.ts';
import { APPROVE_RUN, isApproveRun } from './approve-run.ts';
import { ARCHIVE_LINES, ARCHIVES } from './archives.ts';
import { AWK } from './awk.ts';
import { BUILTINS } from './builtins.ts';
import { CLOUD, CLOUD_LINES } from './cloud.ts';
import { CONTAINER_LINES, CONTAINERS } from './containers.ts';
import { COPIES } from './copies.ts';
import { DATABASE_LINES, DATABASES } from './database.ts';
import { DISK, DISK_LINES, diskFamily } from './disk.ts';
import { DOWNLOADS } from './downloads.ts';
import { EDITOR_SPECS } from './editors.ts';
import { FILE_LINES, FILES } from './files.ts';
import { GIT } from './git.ts';
import { GIT_LINES } from './git-lines.ts';
import { HARMLESS, HARMLESS_LINES } from './harmless.ts';
import { INTERPRETER_SPECS } from './interpreters.ts';
import { NETWORK, NETWORK_LINES } from './network.ts';
import { PACKAGE_LINES, PACKAGES } from './packages.ts';
import { PERSISTENCE, PERSISTENCE_LINES } from './persistence.ts';
import { PRIVILEGE, PRIVILEGE_LINES } from './privilege.ts';
import { PROCESS, PROCESS_LINES } from './process.ts';
import { isRunner } from './runners.ts';
import { SEARCH } from './search.ts';
import { SED } from './sed.ts';
import { SIDE_EFFECT_LINES } from './side-effects.ts';
import type { Pattern, Spec, Specs } from './spec.ts';
import { TESTS } from './tests.ts';
import { TEXT_PROGRAMS } from './text-programs.ts';
import { TEXT_LINES, TEXT_TOOLS } from './text-tools.ts';
import { WRAPPER_LINES, WRAPPERS } from './wrappers.ts';

const TABLES: readonly Specs[] = [
  HARMLESS,
  BUILTINS,
  TEXT_TOOLS,
  TEXT_PROGRAMS,
  SED,
  AWK,
  FILES,
  SEARCH,
  ARCHIVES,
  GIT,
  NETWORK,
  DOWNLOADS,
  COPIES,
  PACKAGES,
  INTERPRETER_SPECS,
  EDITOR_SPECS,
  WRAPPERS,
  TESTS,
  PROCESS,
  PRIVILEGE,
  PERSISTENCE,
  DISK,
  DATABASES,
  CONTAINERS,
  CLOUD,
  APPROVE_RUN,
];

const SPECS = new Map(
  TABLES.flatMap((table) =>
    Object.entries(table).flatMap(([names, spec]) => names.split(' ').map((name) => [name, spec] as const)),
  ),
);

const PATTERNS = byFirstWord([
  ...FILE_LINES,
  ...SIDE_EFFECT_LINES,
  ...TEXT_LINES,
  ...ARCHIVE_LINES,
  ...GIT_LINES,
  ...NETWORK_LINES,
  ...PACKAGE_LINES,
  ...WRAPPER_LINES,
  ...PROCESS_LINES,
  ...PRIVILEGE_LINES,
  ...PERSISTENCE_LINES,
  ...DISK_LINES,
  ...DATABASE_LINES,
  ...CONTAINER_LINES,
  ...CLOUD_LINES,
]);

const LOOKS = byFirstWord(HARMLESS_LINES.map((line): Pattern => [line, 'execute', '']));

function byFirstWord(patterns: readonly Pattern[]): ReadonlyMap<string, readonly Pattern[]> {
  const groups = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    const [first = ''] = pattern[0].split(' ', 1);
    groups.set(first, [...(groups.get(first) ?? []), pattern]);
  }
  return groups;
}

export function findCommand(name: string): Spec | undefined {
  return (
    SPECS.get(isApproveRun(name) ? 'approve-run' : diskFamily(name)) ??
    (/^python\d(?:\.\d+)?$/.test(name) ? SPECS.get('python') : isRunner(name) ? { executes: true } : undefined)
  );
}

/** Of the tables below, those that do write something. */
const PRINTS = new Set(
  'compgen complete bind alias trap dirs caller shopt umask ulimit hash times systemctl service sysctl pm2 supervisorctl'.split(
    ' ',
  ),
);

/** Commands that write nothing to standard output. */
const SILENT = new Set([BUILTINS, FILES, PROCESS].flatMap((table) => Object.keys(table).flatMap((names) => names.split(' '))));

export function isSilent(name: string): boolean {
  return SILENT.has(name) && !PRINTS.has(name);
}

export function findPatterns(name: string): readonly Pattern[] {
  return PATTERNS.get(name) ?? [];
}

export function isHarmless(name: string, options: Options): boolean {
  return matchPatterns(LOOKS.get(name) ?? [], options).length > 0;
}
