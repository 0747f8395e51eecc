// The two ends of a terminal, where a program names them. Types only, and in a file of their own: the library's door shows them.
import type { ReadStream, WriteStream } from 'node:tty';

export interface TerminalStreams {
  /** A terminal to read from. @default that of stdin, opened anew: what listens to process.stdin sees none of the answer */
  readonly input?: ReadStream | undefined;
  /** A terminal to draw on. @default process.stderr */
  readonly output?: WriteStream | undefined;
}
