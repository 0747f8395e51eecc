// What came of a block in; the mark, the word and the colour that stand for it out. Never the colour alone.
import type { Block } from './story.ts';

export interface Outcome {
  readonly mark: string;
  readonly word: string;
  readonly colour: 'good' | 'bad' | 'warn' | 'mute';
}

const OUTCOMES = {
  done: { mark: '✓', word: 'done', colour: 'good' },
  failed: { mark: '✗', word: 'failed', colour: 'bad' },
  denied: { mark: '⊘', word: 'denied', colour: 'bad' },
  'timed-out': { mark: '○', word: 'no answer', colour: 'warn' },
  cancelled: { mark: '○', word: 'cancelled', colour: 'warn' },
  unasked: { mark: '○', word: 'could not be asked', colour: 'warn' },
  skipped: { mark: '–', word: 'skipped', colour: 'mute' },
  changed: { mark: '!', word: 'changed, not started', colour: 'warn' },
  running: { mark: '?', word: 'started, its end is not known', colour: 'warn' },
  approved: { mark: '?', word: 'approved, not started', colour: 'warn' },
  open: { mark: '?', word: 'not decided', colour: 'warn' },
} as const satisfies Readonly<Record<string, Outcome>>;

/** How a refusal is told. */
const REFUSALS: Readonly<Record<string, keyof typeof OUTCOMES>> = {
  denied: 'denied',
  'timed-out': 'timed-out',
  cancelled: 'cancelled',
  failed: 'unasked',
  approved: 'approved',
};

export function outcomeOf({ last, result, decided }: Block): Outcome {
  if (last === 'block-finished') return result.exitCode === 0 ? OUTCOMES.done : OUTCOMES.failed;
  if (last === 'block-started') return OUTCOMES.running;
  if (last === 'block-skipped') return OUTCOMES.skipped;
  if (last === 'block-changed') return OUTCOMES.changed;
  const said = String(decided.outcome);
  const key = last === 'block-decided' && Object.hasOwn(REFUSALS, said) ? REFUSALS[said] : undefined;
  return OUTCOMES[key ?? 'open'];
}
