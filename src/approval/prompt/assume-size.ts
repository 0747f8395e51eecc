// A stream in; where it is a terminal that does not say how large it is (a serial line, a container), the usual size for it out.
import { WriteStream } from 'node:tty';

const COLUMNS = 80;
const ROWS = 24;

/** @returns A function that ends it. */
export function assumeSize(stream: NodeJS.WriteStream): () => void {
  if (!(stream instanceof WriteStream)) return () => {};
  const assume = () => {
    stream.columns ||= COLUMNS;
    stream.rows ||= ROWS;
  };
  assume();
  // Before whoever draws: it may say so again.
  stream.prependListener('resize', assume);
  return () => stream.off('resize', assume);
}
