// What execa is handed as descriptors, and whether there are enough of them.
import { closeSync, openSync } from 'node:fs';

/** A start takes two more for a moment; where there are none, execa loses the process's error, and Node ends the run with it. */
export function needDescriptors(): void {
  for (const spare of [openSync('/dev/null', 'r'), openSync('/dev/null', 'r')]) closeSync(spare);
}

/** execa takes every open descriptor; its types name only 3 to 9. */
export function open(descriptor: number | 'ignore'): 3 | 'ignore' {
  return descriptor as 3 | 'ignore';
}
