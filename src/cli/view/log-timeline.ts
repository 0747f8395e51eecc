// What a journal has of a run in, its time line for people out. Anybody may have written it: whatever is shown was made visible.
import type { Fields } from '../../journal/chain.ts';
import { lastEnd } from '../../journal/last-end.ts';
import { fieldsOf, listOf, numberOf, textOf, wordsOf } from '../../journal/read-field.ts';
import type { RunReport } from '../../journal/verify-run.ts';
import { shortPath } from '../../text/short-path.ts';
import { visible, visibleLine } from '../../text/visible.ts';
import { hang } from '../../text/wrap.ts';
import { paintStdout as paint } from '../../view/paint.ts';
import { comparedInAll, comparisonLines } from './comparison-lines.ts';
import { duration } from './duration.ts';
import { localTime } from './local-time.ts';
import { type Row, rowLine, verbatimRows } from './log-row.ts';
import { reportLine } from './log-verify.ts';
import { outcomeWords } from './outcome-words.ts';
import { readReceipt } from './read-receipt.ts';
import { receiptRows } from './receipt-rows.ts';
import { resultWords } from './result-words.ts';

/** What is shown of an output, and of a message. */
const MOST_ROWS = 10;
const INDENT = '          ';

type Rows = (event: Fields) => readonly (string | Row)[];

/** What each event is shown as; one that is not here is named by its type. */
const ROWS: Readonly<Record<string, Rows>> = {
  'run-started': () => [],
  'run-resumed': goneOn,
  'turn-resumed': ({ turn, blocks, settled }) => [
    `turn ${numberOf(turn)} goes on · ${numberOf(settled)} of ${numberOf(blocks)} blocks are over`,
  ],
  'agent-asked': () => [],
  'agent-notice': ({ text }) => [`the agent: ${line(text)}`],
  'agent-retry': ({ reason, afterMs }) => [`asked again after ${duration(numberOf(afterMs))}: ${line(reason)}`],
  'turn-started': ({ turn, blocks, text }) => [
    `turn ${numberOf(turn)} · ${numberOf(blocks)} block${blocks === 1 ? '' : 's'}`,
    ...rowsOfText(textOf(text), MOST_ROWS, '┊'),
  ],
  'block-proposed': (event) => [`${nameOf(fieldsOf(fieldsOf(event.proposal).block))} ${askedFor(event)}`, ...judged(event)],
  'block-edited': (event) => [`${nameOf(fieldsOf(fieldsOf(event.proposal).block))} edited, ${askedFor(event)}`, ...judged(event)],
  'block-skipped': ({ block, reason }) => [paint.dim(`${nameOf(fieldsOf(block))} skipped: ${line(reason)}`)],
  'block-decided': decided,
  'block-started': ({ block }) => [`${nameOf(fieldsOf(block))} started`],
  'block-changed': ({ files }) => [paint.warn(`not started: changed since the approval: ${listOf(files).map(line).join(', ')}`)],
  'block-finished': finished,
  'block-compared': (event) => comparisonLines(event, paint).map(([lead, text]) => ({ lead, text })),
  'run-compared': (event) => [comparedInAll(event)],
  'run-finished': ({ summary }) => [ended(fieldsOf(summary))],
  // What follows says who went on with it.
  recovered: ({ torn }) =>
    torn === undefined ? [] : [paint.warn(`a line was torn off here (${numberOf(fieldsOf(torn).bytes)} bytes)`)],
};

export function timelineLines(
  run: string,
  events: readonly Fields[],
  report: RunReport,
  columns: number | undefined,
): readonly string[] {
  const first = events.find(({ type }) => type === 'run-started') ?? {};
  const task = fieldsOf(first.task);
  const about = [
    ...(first.replays === undefined ? [] : [`replay of ${line(first.replays)}`]),
    localTime(new Date(textOf(first.time))),
    `approve-run ${line(first.approveRun)}`,
    `node ${line(first.node)}`,
    line(first.platform),
    `${line(first.user)}@${line(first.host)}`,
  ];
  const policies = listOf(first.policies).map((policy) => line(fieldsOf(policy).ref));
  const where = [`policy ${policies.join(' + ')}`, `sandbox ${line(first.sandbox)}`, shortPath(textOf(first.cwd))];
  // A document is its own text, which is shown block by block.
  const told = events.map((event) =>
    event.type === 'turn-started' && event.text === task.text ? { ...event, text: '' } : event,
  );
  return [
    hang('', `${paint.strong(run)}  ${visibleLine(textOf(task.title) || textOf(task.source))}`, columns),
    hang('', paint.dim(where.join(' · ')), columns),
    hang('', paint.dim(about.join(' · ')), columns),
    '',
    ...told.flatMap((event) => linesOf(event, columns)),
    ...(lastEnd(events) ? [] : [`${INDENT}${paint.warn('The run did not come to its end.')}`]),
    '',
    reportLine(report, columns),
  ];
}

/** What decides from here on may be another than at the start. */
function goneOn({ user, host, approveRun, sandbox, policies, time: at }: Fields): readonly string[] {
  const names = listOf(policies).map((policy) => line(fieldsOf(policy).ref));
  const by = `${line(user)}@${line(host)}`;
  return [
    paint.warn(`gone on with by ${by}, ${localTime(new Date(textOf(at)))}`),
    paint.dim(`policy ${names.join(' + ')} · sandbox ${line(sandbox)} · approve-run ${line(approveRun)}`),
  ];
}

function linesOf(event: Fields, columns: number | undefined): readonly string[] {
  const type = textOf(event.type);
  const rows = Object.hasOwn(ROWS, type) ? ROWS[type]?.(event) : [line(type)];
  return (rows ?? []).map((row, at) =>
    rowLine(typeof row === 'string' ? { text: row } : row, at === 0 ? time(event) : INDENT, INDENT, columns),
  );
}

function time({ mono }: Fields): string {
  return paint.dim(`${duration(numberOf(mono)).padStart(INDENT.length - 2)}  `);
}

function nameOf({ index, language }: Fields): string {
  return paint.strong(`block ${numberOf(index)} ${line(language)}`);
}

function askedFor({ verdict }: Fields): string {
  const { decision, reasons } = fieldsOf(verdict);
  const { policy, rule, because } = fieldsOf(listOf(reasons)[0]);
  return `${line(decision)} ${paint.dim(`(${line(policy)}: ${line(rule)}) ${line(because)}`)}`;
}

/** The code, then what it would do. */
function judged({ proposal, reading }: Fields): readonly Row[] {
  const { code } = fieldsOf(fieldsOf(proposal).block);
  const effects = listOf(fieldsOf(reading).effects).map((effect) => ({
    lead: `${paint.warn('•')} `,
    text: line(fieldsOf(effect).says),
  }));
  return [...rowsOfText(textOf(code), Number.POSITIVE_INFINITY), ...effects];
}

function decided({ outcome, by, reason, waitedMs }: Fields): readonly string[] {
  const waited = numberOf(waitedMs) < 1000 ? '' : ` after ${duration(numberOf(waitedMs))}`;
  const whom = by === 'nobody' ? '' : ` by ${line(by)}`;
  const row = `${line(outcome)}${whom}${waited}: ${line(reason)}`;
  return [outcome === 'approved' ? paint.good(row) : paint.bad(row)];
}

function finished({ block, result, kept }: Fields): readonly (string | Row)[] {
  const { exitCode, output, receipt } = fieldsOf(result);
  const { head, tail, omittedBytes } = fieldsOf(output);
  const where = kept === undefined ? '' : ` · output in ${line(fieldsOf(kept).file)}`;
  const how = `${resultWords(result)}${where}`;
  const text = textOf(head) + (numberOf(omittedBytes) > 0 ? '\n…\n' : '') + textOf(tail);
  const end = `${nameOf(fieldsOf(block))} ${exitCode === 0 ? paint.good(how) : paint.bad(how)}`;
  return [end, ...rowsOfText(text, MOST_ROWS), ...filesOf(receipt)];
}

/** What it did to files. */
function filesOf(value: unknown): readonly Row[] {
  const receipt = readReceipt(value);
  const rows = receipt === undefined ? [] : receiptRows(receipt, true);
  return rows.map(({ mark, text }) => {
    const shade = mark === '!' ? paint.warn : paint.dim;
    return { lead: shade(`${mark} `), text: shade(text) };
  });
}

function ended({ exitCode, durationMs, ended: why }: Fields): string {
  const words = `${outcomeWords(numberOf(exitCode))} · ${duration(numberOf(durationMs))}`;
  return why === undefined ? words : `${words} · ended: ${line(why)}`;
}

function rowsOfText(text: string, most: number, mark?: string): readonly Row[] {
  const rows = text === '' ? [] : visible(text).replace(/\n$/, '').split('\n');
  return verbatimRows(rows.length > most ? [...rows.slice(0, most), `… ${rows.length - most} more lines`] : rows, mark);
}

function line(value: unknown): string {
  return visibleLine(wordsOf(value));
}
