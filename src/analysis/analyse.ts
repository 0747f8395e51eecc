// Code, the tool that would run it and the place where it would run in; what it would do out. Pure; never throws.
import type { Reading } from '../effects.ts';
import { findHiddenText } from './find-hidden-text.ts';
import { startShallow } from './go-deeper.ts';
import { hasReader, loadReader, makeMachine, NeedsReader } from './machine.ts';
import { NAMES_UNREAD, namesApproveRun } from './own-files.ts';
import type { Place } from './place.ts';
import { createRecorder, type Recorder, StopReading } from './recorder.ts';
import { runCode } from './shell/run-code.ts';
import { EMPTY, text, textOf } from './value.ts';

export type { Place };

const MAX_CODE = 256 * 1024;

/**
 * Reads a block. What cannot be read is told as an `opaque` or `unread` effect; what was found until then is kept.
 *
 * @param tool Name of the tool that would run it: `bash`, `python`, `node`, …
 * @param place What `~` and relative paths mean. Absolute paths.
 * @example
 * ```ts
 * import { analyse } from 'approve-run';
 *
 * const { effects } = await analyse('rm -rf ~/old', 'bash', { cwd: '/home/me/project', home: '/home/me' });
 * console.log(effects.map(({ says }) => says)); // [ 'deletes the tree ~/old' ]
 * ```
 */
export async function analyse(code: string, tool: string, place: Place): Promise<Reading> {
  if (hasReader(tool) && code.length <= MAX_CODE) await loadReader(tool);
  for (;;) {
    const recorder = createRecorder();
    startShallow();
    try {
      read(code, tool, place, recorder);
      return recorder.reading();
    } catch (error) {
      // A language that appears inside another is loaded then, and the block read anew.
      if (!(error instanceof NeedsReader)) throw error;
      await loadReader(error.tool);
    }
  }
}

function read(code: string, tool: string, place: Place, recorder: Recorder): void {
  const hidden = findHiddenText(code);
  if (hidden !== undefined) recorder.effect({ kind: 'hidden-text', via: [], ...hidden });
  if (!hasReader(tool)) {
    recorder.effect({ kind: 'unread', says: `cannot tell: there is no reader for ${tool}`, line: 1, via: [] });
    if (namesApproveRun(code)) recorder.effect({ kind: 'self-tamper', says: NAMES_UNREAD, line: 1, via: [] });
    return;
  }
  try {
    if (code.length > MAX_CODE) throw new StopReading('the code is too long to be read');
    const shell = {
      cwd: place.cwd,
      variables: new Map(),
      functions: new Map(),
      aliases: new Map(),
      traps: [],
      positional: undefined,
    };
    const rest = { via: [], lineAt: () => 1, stdin: EMPTY, depth: 0, certain: true, choices: new Map() };
    const machine = makeMachine(place, recorder);
    runCode(tool, text(code), { machine, shell, spans: recorder.here, ...rest }, 1);
    recorder.wrote(new Map([...machine.files].map(([path, content]) => [path, textOf(content)])));
  } catch (error) {
    if (error instanceof NeedsReader) throw error;
    const why = error instanceof StopReading ? error.message : 'the reader met code that it cannot follow';
    recorder.here();
    recorder.effect({ kind: 'opaque', says: `cannot tell: ${why}`, line: 1, via: [] });
  }
}
