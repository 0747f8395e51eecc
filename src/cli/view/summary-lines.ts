// What came of a run in, the lines that stand at its end out: counts, and of a model also its turns, tokens and cost. Where the agent
// failed or a limit was met, also what was done until then.
import { EXIT } from '../../errors.ts';
import type { Summary } from '../../summary.ts';
import { shortDigest } from '../../text/short-digest.ts';
import { visibleLine } from '../../text/visible.ts';
import { paint } from '../../view/paint.ts';
import type { JournalNote } from '../keep-journal.ts';
import { duration } from './duration.ts';
import { usageWords } from './usage-words.ts';

type Line = readonly [lead: string, text: string];

/** A block that ran, or did not. */
export interface Deed {
  readonly turn: number;
  /** `1/2 bash`. */
  readonly block: string;
  readonly what: string;
}

export interface SummaryParts {
  /** What was done, in this sitting. */
  readonly deeds: readonly Deed[];
  readonly journal: JournalNote;
  /** What is typed to go on with it, where it can be. */
  readonly goOn?: string | undefined;
  /** A part of what is counted was done in an earlier sitting. @default false */
  readonly resumed?: boolean;
}

/** @returns Each as what it begins with, and what may be long. */
export function summaryLines(summary: Summary, { deeds, journal, goOn, resumed = false }: SummaryParts): Line[] {
  const { ran, failed, denied, skipped, turns, usage, durationMs, ended, exitCode } = summary;
  const counts = [`${ran} run`, `${failed} failed`, `${denied} denied`, `${skipped} skipped`].join(' · ');
  // A fault of the agent is a sentence of its own; a limit or a person's word for it is short.
  const fault = exitCode === EXIT.agentFailed && ended !== undefined ? [[`${paint.bad('✗')} `, visibleLine(ended)] as const] : [];
  const why = ended === undefined || fault.length > 0 ? '' : ` · ended: ${visibleLine(ended)}`;
  const counted = usage === undefined ? [] : [`${turns} turn${turns === 1 ? '' : 's'}`, ...usageWords({ ...usage }, 'tokens in')];
  const list = exitCode === EXIT.agentFailed || exitCode === EXIT.limit ? deeds : [];
  return [
    ...fault,
    ...list.map(({ turn, block, what }) => [`  turn ${turn}  `, `${block}  ${what}`] as const),
    [
      '',
      `${paint.strong(resumed ? `in all ${counts}` : counts)} ${paint.dim(`· ${duration(durationMs)}${resumed ? ' this time' : ''}`)}${why}`,
    ],
    ...(counted.length === 0 ? [] : [['', paint.dim(counted.join(' · '))] as const]),
    ...journalLines(journal),
    ...(goOn === undefined ? [] : [['', paint.dim(`${goOn} goes on with it`)] as const]),
  ];
}

function journalLines(note: JournalNote): Line[] {
  if (note === 'off') return [['', paint.dim('journal off')]];
  const { run, head, fault } = note;
  const line: Line = ['', paint.dim(`journal ${run} · head ${shortDigest(head)}`)];
  return fault === undefined ? [line] : [line, [`${paint.warn('!')} `, `The journal is not in its index: ${visibleLine(fault)}`]];
}
