// Processes that outlived their block in; what there is to say of them, in words that follow "It", "The run" or a block's number, out.
import { visibleLine } from './visible.ts';

interface Left {
  readonly pid: number;
  readonly command: string;
  readonly ended: boolean;
}

/** No more are kept in a result. */
export const MOST_LEFT = 1000;
/** Names, or processes out of reach, that are told one by one. */
const MOST_NAMES = 5;

/** @returns None where nothing was left, and at most two. */
export function leftRunning(processes: readonly Left[]): readonly string[] {
  const ended = processes.filter((one) => one.ended);
  const others = processes.filter((one) => !one.ended);
  const names = [...new Set(ended.map(({ command }) => visibleLine(command)))];
  const rest = others.map(({ pid, command }) => `${visibleLine(command)} (pid ${pid})`);
  const one = ended.length === 1;
  const count = one ? '1 process' : `${ended.length}${processes.length < MOST_LEFT ? '' : ' or more'} processes`;
  return [
    ...(ended.length > 0
      ? [`left ${count} running in the background (${some(names)}); ${one ? 'it was' : 'they were'} ended.`]
      : []),
    ...(rest.length > 0 ? [`left ${some(rest)} running, which approve-run could not, or must not, end; kill does.`] : []),
  ];
}

function some(words: readonly string[]): string {
  return `${words.slice(0, MOST_NAMES).join(', ')}${words.length > MOST_NAMES ? ', …' : ''}`;
}
