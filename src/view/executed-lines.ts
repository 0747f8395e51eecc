// The files that a block runs in, a row each for people out: path, beginning of the digest, and whether anybody read it.
import type { ExecutedFile } from '../effects.ts';
import { projectPath } from '../text/project-path.ts';
import { shortDigest } from '../text/short-digest.ts';
import { visibleLine } from '../text/visible.ts';
import { paint } from './paint.ts';

const MAX_ROWS = 12;
const MAX_WIDTH = 40;

/** @returns Each as what it begins with and the rest, for `hang`. What is not there yet is bound, and not listed. */
export function executedLines(executes: readonly ExecutedFile[], cwd: string): (readonly [lead: string, text: string])[] {
  const there = executes.flatMap(({ path, digest, read }) =>
    digest === null ? [] : [{ shown: projectPath(path, cwd), digest, read }],
  );
  const listed = there.slice(0, MAX_ROWS);
  const width = Math.min(MAX_WIDTH, Math.max(0, ...listed.map(({ shown }) => shown.length)));
  const rows = listed.map(({ shown, digest, read }) => {
    const rest = `${visibleLine(shortDigest(digest))}${read ? '' : '  not read'}`;
    return [`  ${paint.dim('runs')} `, `${shown.padEnd(width)}  ${paint.dim(rest)}`] as const;
  });
  const more = there.length - listed.length;
  return more === 0 ? rows : [...rows, ['  ', paint.dim(`… and ${more} more files`)] as const];
}
