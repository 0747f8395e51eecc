// A path in, a place for the lines of a recording out. Never overwrites: what was recorded once may be all there is of it.
import { closeSync, openSync, writeSync } from 'node:fs';
import { UsageError } from '../errors.ts';
import type { RunEvent } from '../events.ts';
import { visibleLine } from '../text/visible.ts';
import type { Session } from './assemble.ts';
import { jsonView } from './view/json-view.ts';

/** Said again, in one piece, by a later event. */
const PIECES: readonly RunEvent['type'][] = ['agent-text', 'block-output'];

/** For the user alone: what blocks print may be private. */
export function record(path: string, session: Session): (event: RunEvent) => void | Promise<void> {
  const descriptor = create(path);
  const write = jsonView(session, (line) => void writeSync(descriptor, line));
  return async (event) => {
    if (!PIECES.includes(event.type)) await write(event);
    if (event.type === 'run-finished') closeSync(descriptor);
  };
}

function create(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'is there already; name another file, or remove it' : `cannot be written: ${code}`;
    throw new UsageError(`--record ${visibleLine(path)}: ${why}. Nothing was run.`);
  }
}
