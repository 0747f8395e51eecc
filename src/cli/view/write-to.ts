// Text in, written out; what cannot be written at once is waited for, so that memory stays bounded. When the run is to end, nobody is
// waited for any more: a reader that has stopped reading must not keep it.

const NEVER = new AbortController().signal;

/** @param end Aborted when the run is to end. @default never */
export function writeTo(stream: NodeJS.WriteStream, text: string | Buffer, end: AbortSignal = NEVER): void | Promise<void> {
  if (end.aborted && stream.writableNeedDrain) return;
  if (stream.write(text) || end.aborted) return;
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('error', done);
      end.removeEventListener('abort', done);
      resolve();
    };
    stream.on('drain', done).on('error', done);
    end.addEventListener('abort', done);
  });
}

/** Waits until all of it has left this process, which loses the rest when it exits. */
export async function flush(stream: NodeJS.WriteStream, end: AbortSignal): Promise<void> {
  if (stream.writableLength === 0 || end.aborted) return;
  await new Promise<void>((resolve) => {
    stream.write('', () => resolve());
    end.addEventListener('abort', () => resolve());
  });
}
