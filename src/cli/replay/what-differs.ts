// What an approval was about, then and now, in; what is not the same, in a few words each and safe to show, out. A difference is a row of the table.
import type { Reading } from '../../effects.ts';
import { projectPath } from '../../text/project-path.ts';
import { shortDigest } from '../../text/short-digest.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Proposal, Verdict } from '../../types.ts';

/** What an earlier replay, or resume, demanded: what the policies said stands behind it. */
const OWN_RULES: readonly string[] = ['replay', 'unknown-before', 'interrupted-before'];

/** All that an approval holds for. */
export interface Bound {
  readonly proposal: Proposal;
  readonly verdict: Verdict;
  readonly executes: Reading['executes'];
  /** Its code was not read, so nobody knew what it runs. */
  readonly skipped?: boolean;
}

/** @returns In words, or nothing where it is the same. */
type Row = (before: Bound, now: Bound) => string | readonly string[] | undefined;

const ROWS: readonly Row[] = [
  ({ proposal: one }, { proposal: other }) => changed('the code', one.block.digest, other.block.digest, shortDigest),
  ({ proposal: one }, { proposal: other }) => changed('tool', one.tool, other.tool),
  ({ proposal: one }, { proposal: other }) => changed('run by', one.argv.join(' '), other.argv.join(' ')),
  ({ proposal: one }, { proposal: other }) =>
    changed('folder', one.cwd, other.cwd, shortPath) ??
    (one.folder === other.folder ? undefined : `another folder is at ${shortPath(other.cwd)}`),
  ({ proposal: one }, { proposal: other }) => changed('sandbox', one.sandbox, other.sandbox),
  ({ proposal: one }, { proposal: other }) =>
    changed('saved as', one.saveAs?.path ?? 'nothing', other.saveAs?.path ?? 'nothing', shortPath) ??
    (one.saveAs?.replaces === other.saveAs?.replaces ? undefined : 'another file would be replaced'),
  executed,
  ({ verdict: one }, { verdict: other }) => changed('policy', verdictOf(one), verdictOf(other)) ?? demands(one, other),
];

export function whatDiffers(before: Bound, now: Bound): readonly string[] {
  return ROWS.flatMap((row) => row(before, now) ?? []);
}

function changed(what: string, before: string, now: string, shown = (value: string) => value): string | undefined {
  return before === now ? undefined : `${what} ${visibleLine(shown(before))} → ${visibleLine(shown(now))}`;
}

/** Names that were only tried count, too: a file that appears there would run. */
function executed({ executes: before = [], skipped = false }: Bound, now: Bound): readonly string[] {
  return skipped ? [] : otherFiles(before, now);
}

function otherFiles(before: NonNullable<Bound['executes']>, { executes: now = [], proposal: { cwd } }: Bound): readonly string[] {
  const then = new Map(before.map(({ path, digest }) => [path, digest]));
  const is = new Map(now.map(({ path, digest }) => [path, digest]));
  return [...new Set([...then.keys(), ...is.keys()])]
    .filter((path) => (then.get(path) ?? null) !== (is.get(path) ?? null))
    .map(
      (path) =>
        `${projectPath(path, cwd)} ${is.get(path) == null ? 'is not run' : then.get(path) == null ? 'is run' : 'is another file'}`,
    )
    .map(visibleLine);
}

/** The decision, and the rules that it comes from. */
function verdictOf(verdict: Verdict): string {
  const reasons = isOwn(verdict) ? verdict.reasons.slice(1) : verdict.reasons;
  const decision = isOwn(verdict) ? (reasons[0]?.decision ?? 'ask') : verdict.decision;
  const rules = reasons.filter((reason) => reason.decision === decision).map(({ policy, rule }) => `${policy}: ${rule}`);
  return `${decision} (${rules.sort().join(', ')})`;
}

function demands(before: Verdict, now: Verdict): string | undefined {
  if (isOwn(before) || before.demanded === now.demanded) return undefined;
  return now.demanded ? 'a rule demands to be asked' : 'no rule demands to be asked';
}

function isOwn({ reasons: [first] }: Verdict): boolean {
  return first?.policy === 'approve-run' && OWN_RULES.includes(first.rule);
}
