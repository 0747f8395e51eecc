// The result of a block, as a journal has it, in; how it ended, in the words of a run, out. Anybody may have written it.
import { fieldsOf, numberOf } from '../../journal/read-field.ts';
import { visibleLine } from '../../text/visible.ts';
import { duration } from './duration.ts';
import { howItEnded } from './how-it-ended.ts';

const LONGEST = 400;

export function resultWords(result: unknown): string {
  return `${endingWords(result)} · ${duration(numberOf(fieldsOf(result).durationMs))}`;
}

export function endingWords(ending: unknown): string {
  const { exitCode, signal, timedOut, interrupted, error } = fieldsOf(ending);
  return howItEnded({
    exitCode: typeof exitCode === 'number' ? exitCode : null,
    signal: typeof signal === 'string' ? visibleLine(bounded(signal)) : null,
    timedOut: timedOut === true,
    interrupted: interrupted === true,
    ...(typeof error === 'string' ? { error: bounded(error) } : {}),
  });
}

function bounded(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
