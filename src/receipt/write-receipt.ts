// What changed, what was predicted, and how the block ended in; its receipt out.
import type { Approved, BlockResult, FileChange, IgnoredChange, MissingEffect, Receipt } from '../types.ts';
import type { Change } from './compare-inventories.ts';
import { unsureOf } from './effect-changes.ts';
import { bytesOf, shownPath } from './path-bytes.ts';

/** Of each list. */
const MOST = 100;
/** git looks after what lies there, and changes it to look at something; only what starts programs is told. */
const GITS_OWN = /(?:^|\/)\.git\/(?!(?:(?:modules|worktrees)\/.+\/)?(?:hooks(?:\/|$)|config(?:\.worktree)?$))/;
/** In code of any language: it starts something that goes on without it. */
const IN_BACKGROUND =
  /(?<![&>|<\\])&(?![&>])|\b(?:nohup|setsid|disown|coproc|bg|at|batch|screen|tmux)\b|popen|spawn|fork|daemon|process|thread|exec/i;

const NOTHING_READ = 'nobody read the code';
const TOO_MUCH = 'there is too much to compare';

export interface Looked {
  readonly approved: Approved;
  readonly result: BlockResult;
  readonly changes: readonly Change[];
  readonly predicts: (change: Change) => boolean;
  /** Whether not everything could be compared. */
  readonly isTooMuch: () => boolean;
  readonly missing: readonly MissingEffect[];
  readonly incomplete: number | undefined;
  readonly unread: number;
}

export function writeReceipt(looked: Looked): Receipt {
  const { changes, missing, incomplete, unread } = looked;
  const { flagged, unsure } = judge(looked);
  const told = changes.filter(({ ignored }) => ignored === undefined);
  const count = (what: Change['what']) => told.filter((change) => change.what === what).length;
  return {
    files: listed(told, flagged),
    counts: { created: count('created'), changed: count('changed'), deleted: count('deleted'), unpredicted: flagged.size },
    ignored: ignoredOf(changes, flagged),
    missing,
    ...(unsure === undefined ? {} : { unsure }),
    ...(unsure === undefined && leavesUnsaid(looked) ? { unpredictedProcesses: true } : {}),
    ...(incomplete === undefined ? {} : { incomplete }),
    ...(unread === 0 ? {} : { unread }),
  };
}

interface Judgement {
  readonly flagged: ReadonlySet<Change>;
  readonly unsure?: string | undefined;
}

function judge({ approved, result, changes, predicts, isTooMuch }: Looked): Judgement {
  const { effects, executes, cwd } = approved;
  const unsure = effects === undefined ? NOTHING_READ : unsureOf(effects, executes);
  if (unsure !== undefined) return { flagged: new Set(), unsure };
  const flagged = unpredictedOf(changes, predicts, savedPaths(approved, result, cwd));
  return isTooMuch() ? { flagged: new Set(), unsure: TOO_MUCH } : { flagged };
}

function leavesUnsaid({ approved: { effects = [], executes, block }, result: { leftover } }: Looked): boolean {
  const startsSome = effects.some(({ kind }) => kind === 'process') || executes.length > 0 || IN_BACKGROUND.test(block.code);
  return leftover.length > 0 && !startsSome;
}

/** What its code was saved as is no surprise. */
function savedPaths({ saveAs }: Approved, { file }: BlockResult, cwd: string): ReadonlySet<string> {
  const paths = [saveAs?.path, file].filter((path) => path !== undefined);
  return new Set(paths.map((path) => bytesOf(path.slice(cwd === '/' ? 1 : cwd.length + 1))));
}

function unpredictedOf(
  changes: readonly Change[],
  predicts: (change: Change) => boolean,
  saved: ReadonlySet<string>,
): ReadonlySet<Change> {
  const surprising = new Set(
    changes.filter((change) => !saved.has(change.path) && !GITS_OWN.test(change.path) && !predicts(change)),
  );
  // One file of several names changes under all of them.
  const shared = new Set(changes.filter((change) => !surprising.has(change)).map(({ inode }) => inode));
  for (const change of surprising) {
    if (change.what === 'changed' && change.inode !== undefined && shared.has(change.inode)) surprising.delete(change);
  }
  return surprising;
}

function listed(changes: readonly Change[], flagged: ReadonlySet<Change>): FileChange[] {
  const left = { created: MOST, changed: MOST, deleted: MOST, flagged: MOST };
  return changes.flatMap((change) => {
    const key = flagged.has(change) ? 'flagged' : change.what;
    if (left[key] === 0) return [];
    left[key] -= 1;
    return [{ what: change.what, path: nameOf(change), ...(flagged.has(change) ? ({ unpredicted: true } as const) : {}) }];
  });
}

function ignoredOf(changes: readonly Change[], flagged: ReadonlySet<Change>): IgnoredChange[] {
  const roots = new Map<string, { path: string; created: number; changed: number; deleted: number; unpredicted: number }>();
  for (const change of changes) {
    if (change.ignored === undefined) continue;
    const isFolder = change.path === change.ignored ? change.isFolder : true;
    const path = nameOf({ path: change.ignored, isFolder });
    const root = roots.get(change.ignored) ?? { path, created: 0, changed: 0, deleted: 0, unpredicted: 0 };
    root[change.what] += 1;
    if (flagged.has(change)) root.unpredicted += 1;
    roots.set(change.ignored, root);
  }
  return [...roots.values()]
    .slice(0, MOST)
    .map(({ unpredicted, ...root }) => (unpredicted === 0 ? root : { ...root, unpredicted }));
}

function nameOf({ path, isFolder }: Pick<Change, 'path' | 'isFolder'>): string {
  return path === '' ? './' : `${shownPath(path)}${isFolder ? '/' : ''}`;
}
