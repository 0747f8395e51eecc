// A path in, a recording of a run out. Never overwrites: what was recorded once may be all there is of it.
import { closeSync, writeSync } from 'node:fs';
import type { RunEvent } from '../events.ts';
import { visibleLine } from '../text/visible.ts';
import { paint } from '../view/paint.ts';
import type { Session } from './assemble.ts';
import type { Chosen } from './choose-agent.ts';
import type { KeptJournal } from './keep-journal.ts';
import { newFile } from './new-file.ts';
import { jsonView } from './view/json-view.ts';

type Sink = (event: RunEvent) => void | Promise<void>;

/** Said again, in one piece, by a later event. */
const PIECES: readonly RunEvent['type'][] = ['agent-text', 'block-output'];

/**
 * Makes the file at once, for the user alone: what blocks print may be private.
 *
 * @returns What writes a session's events into it. A disk that is full ends the recording, aloud, and not the run.
 */
export function record(path: string): (session: Session, chosen: Chosen, journal: KeptJournal) => Sink {
  const descriptor = newFile('--record', path, 'Nothing was run.');
  let open = true;
  function put(line: string): void {
    try {
      for (let rest = Buffer.from(line); open && rest.length > 0; ) rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      open = false;
      const { code } = error as NodeJS.ErrnoException;
      process.stderr.write(paint.warn(`! --record ${visibleLine(path)} ends here, it cannot be written: ${code}.\n`));
    }
  }
  return (session, chosen, journal) => {
    const write = jsonView(session, chosen, put, journal);
    return async (event) => {
      if (!PIECES.includes(event.type)) await write(event);
      if (event.type === 'run-finished') closeSync(descriptor);
    };
  };
}
