// A text that a block unpacks in; the machine remembers it, so that code which holds it is told to be code that was encoded.
import type { Scene } from './scene.ts';

/** Shorter texts turn up anywhere. */
const MIN_LENGTH = 6;

export function noteUnpacked(unpacked: string, { machine }: Scene): void {
  const core = unpacked.trim();
  if (core.length >= MIN_LENGTH) machine.unpacked.add(core);
}
