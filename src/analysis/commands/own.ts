// What a block makes itself it may remove again: a branch, a work tree, a volume, a cluster for its tests. One line each.
import { matchPatterns } from '../shell/match-pattern.ts';
import { recall, remember } from '../shell/remember.ts';
import { show } from '../value.ts';
import type { Call, Pattern } from './spec.ts';

/** The line that makes it, what it is (the last word of a line that removes it), and the option that names it. */
const MADE: readonly (readonly [line: string, what: string, option?: string])[] = [
  ['git branch !-d|-D|--delete|-m|-M', 'branch'],
  ['git checkout -b|-B', 'branch', 'b B'],
  ['git switch -c|--create', 'branch'],
  ['git worktree add', 'worktree'],
  ['git worktree add -b', 'branch', 'b'],
  ['git tag !-d|--delete|-l|--list', 'tag'],
  ['docker volume|network|secret create', 'volume'],
  ['kubectl create|run', 'object'],
  ['kubectl apply|create', 'object', 'f filename'],
  ['createdb', 'database'],
  ['aws s3 mb', 'bucket'],
  ['gsutil mb', 'bucket'],
  ['helm install', 'release'],
  ['gh release|repo create', 'release'],
];
/** Names of what exists for a test only. */
export const FOR_TESTS =
  /(?:^|[-_./$({:])(?:tests?|testing|ci|e2e|it|int|integration|tmp|temp|spec|smoke|bench|sandbox|scratch)(?:[-_./\d$)}:]|$)/i;
/** What tools of databases are told by: `RAILS_ENV=test`. */
const ENVIRONMENTS = 'RAILS_ENV RACK_ENV NODE_ENV APP_ENV MIX_ENV DJANGO_SETTINGS_MODULE FLASK_ENV ENVIRONMENT PGDATABASE'.split(
  ' ',
);
const MAKERS = new Map<string, (readonly [line: Pattern, what: string, option?: string])[]>();
for (const [line, ...rest] of MADE) {
  const [first = ''] = line.split(' ', 1);
  MAKERS.set(first, [...(MAKERS.get(first) ?? []), [[line, 'execute', ''], ...rest]]);
}

export function rememberMade({ name, options, scene }: Call): void {
  for (const [line, what, option] of MAKERS.get(name) ?? []) {
    const [found] = matchPatterns([line], options);
    if (found === undefined) continue;
    const names = option === undefined ? found.rest : options.all(option).map(show);
    for (const one of [names.join(' '), ...names.slice(0, 1)]) if (one !== '') remember(scene, 'made', `${what} ${one}`);
  }
}

/** Whether all that a line removes was made by this block, or exists for tests only. */
export function isOwn(what: string | undefined, rest: readonly string[], { options, scene }: Call): boolean {
  if (what === undefined) return false;
  if (what === 'database') {
    const set = ENVIRONMENTS.flatMap((name) => scene.shell.variables.get(name)?.[0] ?? []).map(show);
    if ([...set, ...rest, ...options.all('settings e env').map(show)].some((name) => FOR_TESTS.test(name))) return true;
  }
  const names = rest.length > 0 ? rest : options.all('f filename').map(show);
  const knows = (name: string) => recall(scene, 'made', `${what} ${name}`) !== undefined;
  return knows(names.join(' ')) || (names.length > 1 && names.every(knows));
}
