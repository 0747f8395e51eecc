// Paths of a terminal in; the keys of the first that is one, as a stream of our own, out. Whoever reads process.stdin is left alone.
import { closeSync, constants, openSync } from 'node:fs';
import { isatty, ReadStream } from 'node:tty';

/** What Node's own stdin has and its types do not tell. */
interface Handle {
  reading: boolean;
  readStop(): void;
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

/** A stream that is paused reads on until it has something, which would be an editor's first key. Of stdin, Node sees to that itself. */
function stopsWhenPaused(stream: ReadStream): ReadStream {
  const stop = () => {
    const { _handle: handle } = stream as unknown as { readonly _handle: Handle | null };
    if (stream.readableFlowing || !handle?.reading) return;
    handle.reading = false;
    handle.readStop();
  };
  return stream.on('pause', () => process.nextTick(stop));
}
