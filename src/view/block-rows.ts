// A judged block in, the rows that show a person what it is and does out.
import type { Reading } from '../effects.ts';
import { projectPath } from '../text/project-path.ts';
import { shortDigest } from '../text/short-digest.ts';
import { visibleLine } from '../text/visible.ts';
import { hang } from '../text/wrap.ts';
import type { Judged, Proposal } from '../types.ts';
import { codeLines } from './code-lines.ts';
import { codeWarnings } from './code-warnings.ts';
import { executedLines } from './executed-lines.ts';
import { hasColour, paint } from './paint.ts';
import { sandboxWords } from './sandbox-words.ts';

export interface BlockRowsOptions {
  /** `2/5`, where its place among others is known. */
  readonly label?: string;
  /** Where it comes from. */
  readonly place: string;
  /** Of the terminal; without one nothing hangs. */
  readonly columns: number | undefined;
}

export async function blockRows(
  { proposal, reading, verdict }: Judged,
  { label, place, columns }: BlockRowsOptions,
): Promise<readonly string[]> {
  const { block, tool, sandbox } = proposal;
  const { code, digest, proposed } = block;
  const [reason] = verdict.reasons;
  const from = `${visibleLine(place)}${proposed === undefined ? '' : ', as you changed it'}`;
  const where = [from, visibleLine(shortDigest(digest)), ...sandboxWords(sandbox)].join(' · ');
  const width = columns ?? 100;
  const { executes = [] } = reading;
  // That a listed file runs is said by its row.
  const told = reading.effects.filter(
    ({ kind, path }) => kind !== 'execute' || !executes.some((file) => file.path === path && file.digest !== null),
  );
  const said = reason && `${visibleLine(reason.because)} (${visibleLine(reason.policy)}, ${visibleLine(reason.rule)})`;
  const rows = [
    '',
    hang(
      `${paint.strong(label === undefined ? visibleLine(tool) : `${label} ${visibleLine(tool)}`)}  `,
      paint.dim(where),
      columns,
    ),
    ...(proposed === undefined
      ? await codeLines(code, tool, width, hasColour)
      : (await import('./diff-rows.ts')).diffRows(proposed.code, code, width)),
    ...codeWarnings(code, hasColour).map((says) => hang(`  ${paint.warn('!')} `, says, columns)),
    ...savedLines(proposal, reading).map((says) => hang(`  ${paint.warn('•')} `, says, columns)),
    ...executedLines(executes, proposal.cwd).map(([lead, text]) => hang(lead, text, columns)),
    ...[...new Set(told.map(({ says }) => says))].map((says) => hang(`  ${paint.warn('•')} `, visibleLine(says), columns)),
    ...(verdict.decision === 'ask' && said ? [hang('  ', paint.dim(`asks: ${said}`), columns)] : []),
    ...(proposed && verdict.decision === 'deny' && said
      ? [hang(`${paint.bad('✗')} `, `not what may run: ${said}. The block as it was proposed:`, columns)]
      : []),
  ];
  return rows.flatMap((row) => row.split('\n'));
}

/** Where its code is saved is an effect like any other; where nobody read the block, nobody has told it. */
function savedLines({ saveAs, cwd }: Proposal, { effects }: Reading): readonly string[] {
  if (saveAs === undefined || effects.some(({ path }) => path === saveAs.path)) return [];
  return [`is saved as ${projectPath(saveAs.path, cwd)}${saveAs.replaces === undefined ? '' : ', in place of what is there'}`];
}
