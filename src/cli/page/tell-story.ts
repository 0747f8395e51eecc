// The events of a journal in, which anybody may have written; the story of its run out. Bounded, however many there are.
import type { Fields } from '../../journal/chain.ts';
import { fieldsOf, numberOf, textOf } from '../../journal/read-field.ts';
import { noteOf } from './note.ts';
import type { Item, Span, Story, Turn } from './story.ts';
import { addToBlock, newBlock } from './story-block.ts';

/** What a page can hold, and a browser show. */
const MOST_PARTS = 3000;
const OPENS_AGAIN = ['recovered', 'run-resumed'];

type Open<T> = { -readonly [Key in keyof T]: T[Key] };
type OpenTurn = Open<Omit<Turn, 'items'>> & { items: Item[]; asked: number | undefined };

export function tellStory(run: string, events: readonly Fields[]): Story {
  const turns = new Map<number, OpenTurn>();
  const blocks = new Map<string, ReturnType<typeof newBlock>>();
  let [start, summary]: [Fields, Fields | undefined] = [{}, undefined];
  const pauses: Span[] = [];
  let [now, current, parts, leftOut] = [0, 0, 0, 0];

  const room = () => {
    const isThere = parts < MOST_PARTS;
    if (isThere) parts += 1;
    else leftOut += 1;
    return isThere;
  };

  function turnOf(number: number): OpenTurn {
    const found = turns.get(number);
    if (found !== undefined) return found;
    const made: OpenTurn = { number, thought: undefined, text: '', blocks: 0, usage: {}, items: [], asked: undefined };
    if (room()) turns.set(number, made);
    return made;
  }

  function blockOf(event: Fields): ReturnType<typeof newBlock> {
    const about = fieldsOf(event.block ?? fieldsOf(event.proposal).block);
    const made = newBlock(current, about);
    const found = blocks.get(made.id);
    if (found !== undefined) return found;
    if (!room()) return made;
    blocks.set(made.id, made);
    turnOf(current).items.push({ block: made });
    return made;
  }

  for (const event of events) {
    const type = textOf(event.type);
    const before = now;
    // Time does not go back, whoever wrote the journal.
    now = Math.max(now, numberOf(event.mono));
    if (typeof event.turn === 'number') current = Math.floor(numberOf(event.turn));
    if (type === 'run-started' && start.type === undefined) start = event;
    else if (type === 'run-finished') summary = fieldsOf(event.summary);
    else if (type === 'agent-asked') turnOf(current).asked = now;
    else if (type === 'turn-started') {
      const turn = turnOf(current);
      if (turn.asked !== undefined) turn.thought = { from: turn.asked, to: now };
      Object.assign(turn, { text: textOf(event.text), blocks: numberOf(event.blocks), usage: fieldsOf(event.usage) });
    } else if (type.startsWith('block-')) addToBlock(blockOf(event), { at: now, event });
    else {
      // What comes after the end opens the run again.
      const opens = OPENS_AGAIN.includes(type);
      if (opens) summary = undefined;
      if (!room()) continue;
      if (opens && now > before) pauses.push({ from: before, to: now });
      turnOf(current).items.push({ note: noteOf(event), at: now });
    }
  }
  return { run, start, summary, turns: [...turns.values()], endMs: now, pauses, leftOut };
}
