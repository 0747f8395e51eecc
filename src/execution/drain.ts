// The output of a block in, read to its end; then whatever the block left running is ended, and told.
import type { Socket } from 'node:net';
import { MOST_LEFT } from '../text/left-running.ts';
import type { LeftProcess } from '../types.ts';
import { holdersOf } from './holders.ts';
import { groupEnds, groupMembers, stopGroup } from './process-group.ts';
import type { IsOurs } from './run-mark.ts';
import type { StartKit } from './start-kits.ts';
import { sweepAway } from './sweep.ts';

/** How long output may still come, and processes may still run, after the block itself has ended. */
const DRAIN_MS = 250;
const POLL_MS = 25;
/** Whoever still writes after this much, or this long, has left the group, and is let go. A pipe holds less. */
const LAST_DRAIN_BYTES = 2 * 1024 * 1024;
const LAST_DRAIN_MS = 2000;

export interface Pump {
  readonly done: Promise<void>;
  /** It waits for whoever takes the output, and not for the block. */
  busy(): boolean;
}

/** Reads to the end of the pipe; a slow reader slows the block down instead of filling memory. */
export function pump(reader: Socket, onOutput: (chunk: Buffer) => void | Promise<void>): Pump {
  let busy = false;
  async function read(): Promise<void> {
    try {
      for await (const chunk of reader as AsyncIterable<Buffer>) {
        busy = true;
        await onOutput(chunk);
        busy = false;
      }
    } catch (error) {
      if (!reader.destroyed || (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  }
  const done = read();
  done.catch(() => {}); // whoever waits for it hears of it
  return { done, busy: () => busy };
}

/** A block whose own process has ended. */
export interface Ended {
  readonly group: number;
  readonly kit: Pick<StartKit, 'reader' | 'pipe'>;
  readonly pump: Pump;
  readonly isOurs: IsOurs;
  /** It was ended before its time, and with it its group: what is left has left the group, too. */
  readonly stopped: boolean;
}

/**
 * Waits for the rest of the output, then ends what is left of the block: its group, and where something was left, ran too long or
 * still holds the output, whoever went away from the group as well.
 */
export async function settle({ group, kit: { reader, pipe }, pump, isOurs, stopped }: Ended): Promise<readonly LeftProcess[]> {
  // Who takes the output may fail; what is left is ended first.
  const drained = pump.done.then(
    () => true,
    () => true,
  );
  const [closed, gone] = await Promise.all([within(DRAIN_MS, drained), groupEnds(group, DRAIN_MS)]);
  if (closed && gone && !stopped) {
    await pump.done;
    return [];
  }
  const left = [...(gone ? [] : await endGroup(group)), ...(await sweepAway(isOurs))];
  if (!(await drains(reader, pump.busy, drained))) {
    left.push(...holdersOf(pipe).map(({ pid, command }) => ({ pid, command, ended: false })));
    reader.destroy();
  }
  await pump.done;
  return [...new Map(left.map((one) => [one.pid, one])).values()].slice(0, MOST_LEFT);
}

async function endGroup(group: number): Promise<readonly LeftProcess[]> {
  const members = groupMembers(group);
  await stopGroup(group);
  const alive = new Set(groupMembers(group).map(({ pid }) => pid));
  return members.map(({ pid, command }) => ({ pid, command, ended: !alive.has(pid) }));
}

/** @returns Whether the output came to its end. Time in which its reader keeps us waiting does not count. */
async function drains(reader: Socket, busy: () => boolean, drained: Promise<boolean>): Promise<boolean> {
  const start = reader.bytesRead;
  for (let silent = 0, waited = 0; silent < DRAIN_MS && waited < LAST_DRAIN_MS && reader.bytesRead - start < LAST_DRAIN_BYTES; ) {
    const before = reader.bytesRead;
    if (await within(POLL_MS, drained)) return true;
    if (busy()) continue;
    waited += POLL_MS;
    silent = reader.bytesRead === before ? silent + POLL_MS : 0;
  }
  return false;
}

/** @returns Whether it came true in time. */
function within(ms: number, event: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  return Promise.race([event, late]).finally(() => clearTimeout(timer));
}
