// What came of a turn's blocks in; the words in which the model is told out. Output stands in a fence that it cannot close.
import { stripVTControlCharacters, toUSVString } from 'node:util';
import { fenced } from './text/fenced.ts';
import { leftRunning } from './text/left-running.ts';
import { visible } from './text/visible.ts';
import { findTool } from './tool/find-tool.ts';
import type { BlockOutcome, BlockResult, CodeBlock, Refusal, Tool } from './types.ts';

/** Characters of each end of an output. */
const FULL = 8000;
const SHORT = 300;

const REFUSALS: Readonly<Record<Refusal, (reason: string) => string>> = {
  denied: (reason) =>
    `not run. It was denied: ${reason}\nThis is final: do not try again in another way. Go on without it, or say what you would need.`,
  'timed-out': () =>
    'not run. Nobody answered in time. This is not a refusal: you may propose it again if it is needed, or go on without it.',
  cancelled: () => 'not run. It was cancelled before it started.',
  failed: (reason) => `not run. The question could not be put to anyone: ${reason}. This is not a refusal.`,
};

/**
 * @param size `short` keeps only the ends of outputs.
 * @param tools Those that can run, to be named where a block's language has none.
 */
export function report(outcomes: readonly BlockOutcome[], size: 'full' | 'short', tools: readonly Tool[] = []): string {
  const tell =
    size === 'full' && tools.length === 0 ? toldInFull : (one: BlockOutcome) => told(one, tools, size === 'full' ? FULL : SHORT);
  return ['What came of your blocks:', ...outcomes.map((outcome) => `${name(outcome)}: ${tell(outcome)}`)].join('\n\n');
}

const inFull = new WeakMap<BlockOutcome, string>();

/** Made once: each question about a later block has it in its conversation. */
function toldInFull(outcome: BlockOutcome): string {
  const text = inFull.get(outcome) ?? told(outcome, [], FULL);
  inFull.set(outcome, text);
  return text;
}

/** One line a block, for a turn long ago. */
export function reportInBrief(outcomes: readonly BlockOutcome[]): string {
  return outcomes.map((outcome) => `${name(outcome)} ${brief(outcome)}`).join('; ');
}

function name({ block }: BlockOutcome): string {
  return `Block ${block.index} (${visible(block.language) || 'no language'})`;
}

function told(outcome: BlockOutcome, tools: readonly Tool[], keep: number): string {
  if (outcome.status === 'refused') return REFUSALS[outcome.outcome](outcome.reason);
  if (outcome.status === 'ran') {
    const { block, result } = outcome;
    return [ending(result), ...hint(result), ...changes(block), output(result, keep)].join('\n');
  }
  if (tools.length === 0 || findTool(outcome.block.language, tools) !== undefined) return `skipped, because ${outcome.reason}.`;
  return `not run, because no tool runs this language. Those that can run: ${tools.map((tool) => tool.name).join(', ')}.`;
}

/** The agent's own message still says what it wrote. */
function changes({ proposed, code }: CodeBlock): readonly string[] {
  return proposed === undefined ? [] : [`A person changed the block before it ran. This is what ran:\n${fenced(visible(code))}`];
}

function brief(outcome: BlockOutcome): string {
  if (outcome.status === 'ran') return ending(outcome.result);
  return outcome.status === 'skipped' ? 'skipped' : `${outcome.outcome}: ${outcome.reason}`;
}

function ending({ exitCode, signal, error, timedOut, interrupted, leftover, durationMs }: BlockResult): string {
  const took = `after ${(durationMs / 1000).toFixed(1)} s`;
  const left = leftRunning(leftover)
    .map((words) => ` It ${words}`)
    .join('');
  if (error !== undefined) return `could not be run (exit code ${exitCode}): ${error}`;
  if (timedOut) return `ended at its time limit ${took}, exit code ${exitCode}.${left}`;
  if (interrupted) return `a person stopped it ${took}.${left}`;
  return signal === null ? `exit code ${exitCode} ${took}.${left}` : `ended by ${signal} ${took}.${left}`;
}

/** A model cannot widen a sandbox; whoever runs it can. */
function hint({ sandboxHint }: BlockResult): readonly string[] {
  return sandboxHint === undefined
    ? []
    : [`${sandboxHint} Only the person who started this run can do that: say so if you need it.`];
}

function output({ output: { head, tail, omittedBytes }, bytes, log, receipt }: BlockResult, keep: number): string {
  if (bytes === 0) return `It printed nothing.${filesTouched(receipt)}`;
  const text = omittedBytes === 0 ? readable(head + tail) : undefined;
  const [first, last] = text === undefined ? [readable(head), readable(tail)] : [text, ''];
  if (text !== undefined && text.length <= 2 * keep) return `Output:\n${fenced(text)}`;
  const start = toUSVString(first.slice(0, keep)).replace(/\n[^\n]*$/, '\n');
  const end = toUSVString((last || first).slice(-keep)).replace(/^[^\n]*\n(?=.)/, '');
  const where = log === undefined ? '' : ` All of it is in ${log}`;
  return `Beginning and end of the output, ${bytes} bytes in all.${where}\n${fenced(start)}\n…\n${fenced(end)}`;
}

/** Whoever sees no output may think that nothing happened. */
function filesTouched(receipt: BlockResult['receipt']): string {
  const counts = receipt?.counts;
  const words = (['created', 'changed', 'deleted'] as const).flatMap((what) =>
    counts?.[what] ? [`${counts[what]} ${what}`] : [],
  );
  return words.length === 0 ? '' : ` Files and folders: ${words.join(', ')}.`;
}

/** Without colours, with only the last state of each line that was drawn again and again. */
export function readable(text: string): string {
  const lines = stripVTControlCharacters(text).replaceAll('\r\n', '\n').split('\n');
  return visible(lines.map((line) => line.slice(line.lastIndexOf('\r') + 1)).join('\n'));
}
