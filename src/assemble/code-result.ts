// What came of blocks in; one exit code and one text, as AutoGen's executors give them, out.
import { toUSVString } from 'node:util';
import { readable } from '../report.ts';
import { leftRunning } from '../text/left-running.ts';
import type { BlockOutcome, BlockResult, Refusal } from '../types.ts';

/** What came of some code blocks. */
export interface CodeResult {
  /** `ok`: every block that could run did, and exited 0. `error`: one did not, or none could. Otherwise why one was not approved; `failed`: nobody could be asked. */
  readonly status: 'ok' | 'error' | Refusal;
  /** Of the block that decided: 124 after its time limit, 125 when it was stopped, 1 without approval or without a block to run, 128 and more after a signal. */
  readonly exitCode: number;
  /** What the blocks printed, in order, without escape sequences, long ones cut in the middle; then why one did not run. */
  readonly output: string;
  /** The file that the first saved block lies in, where it is still there. */
  readonly codeFile?: string;
  /** Block by block. */
  readonly outcomes: readonly BlockOutcome[];
}

/** Characters of each end of a block's output. */
const KEEP = 8000;
const TIMED_OUT = 124;
const STOPPED = 125;
const ENDED_BY_SIGNAL = 128;

const NOTHING = 'There is no code block here: code stands in fences, with its language after the first one.';

const REFUSED: Readonly<Record<Refusal, (reason: string) => string>> = {
  denied: (reason) => `Code execution was not approved. Reason: ${reason}`,
  'timed-out': (reason) => `Code execution was not approved: ${reason}`,
  cancelled: (reason) => `Code execution was cancelled: ${reason}`,
  failed: (reason) => `Code execution was not approved: nobody could be asked (${reason.replace(/^could not be asked: /, '')})`,
};

export function codeResultOf(outcomes: readonly BlockOutcome[]): CodeResult {
  const decisive = outcomes.find(
    (outcome) => outcome.status === 'refused' || (outcome.status === 'ran' && exitCodeOf(outcome.result) !== 0),
  );
  const ran = outcomes.flatMap((outcome) => (outcome.status === 'ran' ? outcome.result : []));
  const codeFile = ran.find(({ file }) => file !== undefined)?.file;
  const texts = outcomes.map(textOf).filter((text) => text !== '');
  return {
    status: statusOf(decisive, ran.length > 0),
    exitCode: decisive?.status === 'ran' ? exitCodeOf(decisive.result) : decisive === undefined && ran.length > 0 ? 0 : 1,
    output:
      outcomes.length === 0
        ? NOTHING
        : texts.map((text, at) => (at < texts.length - 1 && !text.endsWith('\n') ? `${text}\n` : text)).join(''),
    ...(codeFile === undefined ? {} : { codeFile }),
    outcomes,
  };
}

function statusOf(decisive: BlockOutcome | undefined, someRan: boolean): CodeResult['status'] {
  if (decisive?.status === 'refused') return decisive.outcome;
  return decisive === undefined && someRan ? 'ok' : 'error';
}

function exitCodeOf({ exitCode, timedOut, interrupted }: BlockResult): number {
  if (timedOut) return TIMED_OUT;
  if (interrupted) return STOPPED;
  return exitCode ?? ENDED_BY_SIGNAL;
}

function textOf(outcome: BlockOutcome): string {
  if (outcome.status === 'refused') return REFUSED[outcome.outcome](outcome.reason);
  if (outcome.status === 'skipped') return `Block ${outcome.block.index} was skipped: ${outcome.reason}`;
  const { result } = outcome;
  const after = [
    result.error,
    result.timedOut ? 'Timeout' : undefined,
    result.interrupted ? 'Cancelled' : undefined,
    result.signal === null || result.timedOut || result.interrupted ? undefined : `Ended by ${result.signal}`,
    ...leftRunning(result.leftover).map((words) => `It ${words}`),
    result.sandboxHint,
  ].filter((line) => line !== undefined);
  const printed = printedBy(result);
  return (
    [...(printed === '' ? [] : [printed.replace(/\n$/, '')]), ...after].join('\n') +
    (after.length === 0 && printed.endsWith('\n') ? '\n' : '')
  );
}

function printedBy({ output: { head, tail, omittedBytes }, log }: BlockResult): string {
  const [first, last] = omittedBytes === 0 ? [readable(head + tail), ''] : [readable(head), readable(tail)];
  if (last === '' && first.length <= 2 * KEEP) return first;
  const where = log === undefined ? '' : `; all of it is in ${log}`;
  const end = (last === '' ? first : last).slice(-KEEP);
  return toUSVString(`${first.slice(0, KEEP)}\n[... the middle of the output is left out${where} ...]\n${end}`);
}
