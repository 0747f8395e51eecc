// Code, the tool that would run it and the place where it would run in; what it would do out. Pure; never throws.
import type { Reading } from '../effects.ts';
import { findHiddenText } from './find-hidden-text.ts';
import type { Place } from './place.ts';
import { createRecorder, type Recorder, StopReading } from './recorder.ts';
import { scanNames } from './scan-names.ts';

export type { Place };

const MAX_CODE = 256 * 1024;

type Reader = (code: string, place: Place, recorder: Recorder) => void | Promise<void>;

let shell: Promise<typeof import('./shell/read-shell.ts')> | undefined;

/** A reader a tool; a tool that is not here is `unread`. Readers are loaded when their tool first appears. */
const READERS: Readonly<Record<string, Reader>> = {
  bash: readShell,
  sh: readShell,
  python: scanNames,
  node: scanNames,
  typescript: scanNames,
};

/** Reads a block. What cannot be read is told as an `opaque` or `unread` effect; what was found until then is kept. */
export async function analyse(code: string, tool: string, place: Place): Promise<Reading> {
  const recorder = createRecorder();
  const hidden = findHiddenText(code);
  if (hidden !== undefined) recorder.effect({ kind: 'hidden-text', via: [], ...hidden });
  const reader = Object.hasOwn(READERS, tool) ? READERS[tool] : undefined;
  try {
    if (reader === undefined)
      recorder.effect({ kind: 'unread', says: `cannot tell: there is no reader for ${tool}`, line: 1, via: [] });
    else if (code.length > MAX_CODE) throw new StopReading('the code is too long to be read');
    else await reader(code, place, recorder);
  } catch (error) {
    const why = error instanceof StopReading ? error.message : 'the reader met code that it cannot follow';
    recorder.effect({ kind: 'opaque', says: `cannot tell: ${why}`, line: 1, via: [] });
  }
  return recorder.reading();
}

async function readShell(code: string, place: Place, recorder: Recorder): Promise<void> {
  shell ??= import('./shell/read-shell.ts');
  await (await shell).readShell(code, place, recorder);
}
