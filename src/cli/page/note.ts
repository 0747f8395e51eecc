// An event that is of no block in; the sentence that a page says of it out.
import type { Fields } from '../../journal/chain.ts';
import { fieldsOf, numberOf } from '../../journal/read-field.ts';
import { duration } from '../view/duration.ts';
import { lineOf } from './read-field.ts';

const NOTES: Readonly<Record<string, (event: Fields) => string>> = {
  'agent-notice': ({ text }) => `The agent: ${lineOf(text)}`,
  'agent-retry': ({ reason, afterMs }) => `The agent was asked again after ${duration(numberOf(afterMs))}: ${lineOf(reason)}`,
  recovered: ({ torn }) =>
    torn === undefined
      ? 'The run was gone on with.'
      : `The run was gone on with, after a line that a crash tore (${numberOf(fieldsOf(torn).bytes)} bytes).`,
  'run-resumed': ({ turns, settled }) =>
    `The run was resumed. Over before, and not run again: ${counted(turns, 'turn')}, ${counted(settled, 'block')}.`,
  'turn-resumed': ({ settled }) => `The turn goes on. Over before: ${counted(settled, 'block')}.`,
  'run-started': () => 'The journal says once more that the run started.',
};
/** Of every line; what is said of the run by other means. */
const CHAIN = ['v', 'n', 'time', 'mono', 'prev', 'mac', 'type'];

/** What has no sentence here, as lines of later versions, is shown as it stands. */
export function noteOf(event: Fields): string {
  const type = lineOf(event.type);
  const note = Object.hasOwn(NOTES, type) ? NOTES[type] : undefined;
  if (note !== undefined) return note(event);
  const rest = Object.fromEntries(Object.entries(event).filter(([name]) => !CHAIN.includes(name)));
  return `${type === '' ? 'A line without a type' : type}: ${lineOf(rest)}`;
}

function counted(count: unknown, what: string): string {
  return `${numberOf(count)} ${what}${count === 1 ? '' : 's'}`;
}
