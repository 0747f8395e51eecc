// What came of a command, and what it printed, in; the text that a model gets as the result of its call out.
import { leftRunning } from '../../text/left-running.ts';
import type { BlockOutcome, BlockResult, Refusal } from '../../types.ts';
import type { FirstCharacters } from './first-characters.ts';

const REFUSALS: Readonly<Record<Refusal, (reason: string) => string>> = {
  denied: (reason) => `Denied, not run: ${reason}`,
  'timed-out': () => 'Not run: nobody answered in time. This is not a refusal.',
  cancelled: () => 'Not run: it was cancelled before it started.',
  failed: (reason) => `Not run: the question could not be put to anyone (${reason}). This is not a refusal.`,
};

/** @param limit Seconds, where it is known. */
export function tellOutcome(
  outcome: BlockOutcome,
  printed: ReturnType<FirstCharacters['result']>,
  limit: number | undefined,
): string {
  if (outcome.status === 'refused') return REFUSALS[outcome.outcome](outcome.reason);
  if (outcome.status === 'skipped') return `Not run: ${outcome.reason}.`;
  const { text, characters } = printed;
  const shown = [...text].length;
  const lines = [
    ...(text === '' ? [] : [text]),
    ...(shown < characters ? [`[truncated: showing first ${shown} of ${characters} chars]`] : []),
    ...endings(outcome.result, limit),
  ];
  if (lines.length === 0) return '(no output)';
  return lines.reduce((told, line) => (told.endsWith('\n') ? `${told}${line}` : `${told}\n${line}`));
}

function endings(result: BlockResult, limit = Math.round(result.durationMs / 1000)): string[] {
  const { exitCode, signal, error, timedOut, interrupted, leftover, sandboxHint } = result;
  return [
    ...(error === undefined ? [] : [error]),
    ...(timedOut ? [`Command timed out after ${limit}s`] : []),
    ...(interrupted ? ['[cancelled]'] : []),
    ...(signal === null || interrupted ? [] : [`[ended by ${signal}]`]),
    ...(exitCode === null || exitCode === 0 ? [] : [`[exit code: ${exitCode}]`]),
    ...leftRunning(leftover).map((words) => `[${words}]`),
    ...(sandboxHint === undefined ? [] : [`[${sandboxHint}]`]),
  ];
}
