// The output of a block in, read to its end; then whatever the block left running is ended.
import type { Socket } from 'node:net';
import { groupEnds, killGroup } from './process-group.ts';

/** How long output may still come, and processes may still run, after the block itself has ended. */
const DRAIN_MS = 250;
/** After this, whoever still holds the pipe has left the group, and is let go. */
const LAST_DRAIN_MS = 2000;

/** Reads to the end of the pipe; a slow reader slows the block down instead of filling memory. */
export async function pump(reader: Socket, onOutput: (chunk: Buffer) => void | Promise<void>): Promise<void> {
  try {
    for await (const chunk of reader as AsyncIterable<Buffer>) await onOutput(chunk);
  } catch (error) {
    if (!reader.destroyed || (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/**
 * Waits for the rest of the output, then ends what is left of the group.
 *
 * @returns Whether something was left running.
 */
export async function settle(group: number, reader: Socket, pumped: Promise<void>): Promise<boolean> {
  const drained = pumped.then(() => true);
  const [closed, gone] = await Promise.all([within(DRAIN_MS, drained), groupEnds(group, DRAIN_MS)]);
  if (!gone) await killGroup(group);
  if (closed) return !gone;
  const deadline = performance.now() + LAST_DRAIN_MS;
  for (let read = -1; read !== reader.bytesRead && performance.now() < deadline; ) {
    read = reader.bytesRead;
    if (await within(DRAIN_MS, drained)) return true;
  }
  reader.destroy();
  await pumped;
  return true;
}

/** @returns Whether it came true in time. */
function within(ms: number, event: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  return Promise.race([event, late]).finally(() => clearTimeout(timer));
}
