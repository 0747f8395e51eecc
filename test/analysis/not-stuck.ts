// Work that hostile code makes hard in, what it gives out; an error where it got stuck. A time limit of the test would not do: nothing
// interrupts a reader, and once it is through, nobody looks at the limit any more.
import assert from 'node:assert/strict';

/** Far more than any of it needs, on any machine; what multiplies takes longer. Of the processor: others may keep it busy meanwhile. */
const STUCK_MS = 20_000;

export async function notStuck<Given>(work: () => Given | Promise<Given>): Promise<Given> {
  const start = process.cpuUsage();
  const given = await work();
  const { user, system } = process.cpuUsage(start);
  const took = Math.round((user + system) / 1000);
  assert.ok(took < STUCK_MS, `took ${took} ms`);
  return given;
}
