// A text in; one transient line at the bottom of a terminal, drawn again a few times a second, out. It leaves no trace.
import { readFileSync } from 'node:fs';
import { wrapAnsi } from 'fast-wrap-ansi';
import { paint } from '../../view/paint.ts';

export interface StatusLine {
  /**
   * After a while draws what `text` says, and again until it is hidden. The cursor must stand at the start of a line.
   *
   * @param afterMs @default 0
   */
  show(text: () => string, afterMs?: number): void;
  /** Erases it. Whoever writes to the same terminal does this first. */
  hide(): void;
  /** Hides it for good. */
  close(): void;
}

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;

const FRAMES = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const TICK_MS = 100;
/** The cursor rests on it, not on the spinner. */
const MARGIN = '  ';
/** Some terminals draw signs such as `·` two columns wide. */
const SPARE = 3;
/** Below too: a terminal that was made narrower has wrapped the line, and left the cursor at its start. */
const ERASE = '\u001b[J';

/** Draws nothing where `stream` is no terminal, or one that cannot move its cursor, and where it is not wanted. */
export function statusLine(stream: Stream, { wanted = true, term = process.env.TERM ?? '' } = {}): StatusLine {
  if (!wanted || !stream.isTTY || /^(?:dumb|unknown)?$/.test(term)) return { show() {}, hide() {}, close() {} };
  let said: (() => string) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let frame = 0;
  let drawn = false;
  let watching = false;
  let closed = false;

  function draw(): void {
    timer = setTimeout(draw, TICK_MS).unref();
    const room = (stream.columns || 80) - MARGIN.length - SPARE;
    if (said === undefined || room < 1 || !inForeground()) return;
    const line = cut(`${FRAMES[frame++ % FRAMES.length]} ${said()}`, room);
    stream.write(`\r${MARGIN}${paint.dim(line)}${ERASE}\r`);
    drawn = true;
  }
  function erase(): void {
    if (drawn) stream.write(`\r${ERASE}`);
    drawn = false;
  }
  /** The shell gets a clean line; drawing goes on when the run does. */
  function suspend(): void {
    erase();
    process.off('SIGTSTP', suspend);
    process.kill(process.pid, 'SIGTSTP');
    process.on('SIGTSTP', suspend);
  }
  function hide(): void {
    clearTimeout(timer);
    said = undefined;
    erase();
  }

  return {
    show(text, afterMs = 0) {
      hide();
      if (closed) return;
      if (!watching) process.on('SIGTSTP', suspend);
      watching = true;
      said = text;
      if (afterMs === 0) draw();
      else timer = setTimeout(draw, afterMs).unref();
    },
    hide,
    close() {
      hide();
      closed = true;
      process.off('SIGTSTP', suspend);
    },
  };
}

function cut(text: string, columns: number): string {
  const [first = '', ...rest] = wrapAnsi(text, columns, { hard: true, trim: false, wordWrap: false }).split('\n');
  return rest.length === 0 ? first : `${first}…`;
}

/** A job in the background must not draw over what its user types. Where the system does not tell, it is taken to be in front. */
function inForeground(): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    const [, , group, , , inFront] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === inFront || inFront === '-1';
  } catch {
    return true;
  }
}
