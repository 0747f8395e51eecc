// The events of one block in; what it was, what was decided and what came of it out.
import type { Fields } from '../../journal/chain.ts';
import { fieldsOf, numberOf, textOf } from '../../journal/read-field.ts';
import type { Block, Span, Step } from './story.ts';

/** Of one block; only a journal that somebody wrote by hand has more. */
const MOST_STEPS = 50;

type OpenBlock = { -readonly [Key in keyof Block]: Block[Key] } & { readonly steps: Step[]; readonly waits: Span[] };

export function newBlock(turn: number, { index, language }: Fields): OpenBlock {
  const place = Math.floor(numberOf(index));
  return {
    id: `block-${turn}-${place}`,
    turn,
    index: place,
    language: textOf(language),
    judged: {},
    decided: {},
    result: {},
    kept: undefined,
    last: '',
    steps: [],
    stepsLeftOut: 0,
    waits: [],
    ran: undefined,
  };
}

/** What each event tells of its block. */
const TELLS: Readonly<Record<string, (block: OpenBlock, step: Step) => void>> = {
  'block-proposed': judged,
  'block-edited': (block, step) => {
    // The time until then was the person's, too.
    const asked = block.steps.at(-2)?.at ?? step.at;
    block.waits.push({ from: Math.min(asked, step.at), to: step.at });
    judged(block, step);
  },
  'block-skipped': () => {},
  'block-changed': () => {},
  'block-decided': (block, { event, at }) => {
    block.decided = event;
    const waited = numberOf(event.waitedMs);
    if (waited > 0) block.waits.push({ from: Math.max(0, at - waited), to: at });
  },
  'block-started': (block, { at }) => {
    block.ran = { from: at, to: at };
  },
  'block-finished': (block, { event, at }) => {
    block.result = fieldsOf(event.result);
    block.kept = event.kept;
    block.ran = { from: block.ran?.from ?? Math.max(0, at - numberOf(block.result.durationMs)), to: at };
  },
};

export function addToBlock(block: OpenBlock, step: Step): void {
  const type = textOf(step.event.type);
  if (block.steps.length >= MOST_STEPS) {
    block.stepsLeftOut += 1;
    return;
  }
  block.steps.push(step);
  if (!Object.hasOwn(TELLS, type)) return;
  block.last = type;
  TELLS[type]?.(block, step);
}

function judged(block: OpenBlock, { event }: Step): void {
  block.judged = event;
}
