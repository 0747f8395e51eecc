// Paths of a terminal in; the keys of the first that is one, as a stream of our own, out. Whoever reads process.stdin is left alone.
import { closeSync, constants, openSync } from 'node:fs';
import { isatty, ReadStream } from 'node:tty';

/** What its types do not tell. */
interface Inside {
  readonly _handle: { reading: boolean; readStop(): void } | null;
  readonly _readableState: { reading: boolean };
}
export type Keys = ReadStream & { readonly fd: number };

export function openKeys(paths: readonly string[]): Keys | undefined {
  for (const path of paths) {
    const fd = openTerminalFile(path);
    if (fd !== undefined) return Object.assign(stopsWhenPaused(new ReadStream(fd)), { fd });
  }
  return undefined;
}

function openTerminalFile(path: string): number | undefined {
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NOCTTY);
    if (isatty(fd)) return fd;
    closeSync(fd);
  } catch {
    // Not there, or somebody else's: the next may do.
  }
  return undefined;
}

/** A stream that is paused reads on until it has something, which would be an editor's first key. Node does the same, for its stdin alone. */
function stopsWhenPaused(stream: ReadStream): ReadStream {
  const stop = () => {
    const { _handle: handle, _readableState: state } = stream as unknown as Inside;
    if (stream.readableFlowing || !handle?.reading) return;
    handle.reading = false;
    state.reading = false;
    handle.readStop();
  };
  return stream.on('pause', () => process.nextTick(stop));
}
