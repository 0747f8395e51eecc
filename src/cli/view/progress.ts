// The events of a run in; a status line while something takes its time, and a hint when a block has long been silent, out.
import type { RunEvent } from '../../events.ts';
import { visibleLine } from '../../text/visible.ts';
import type { CodeBlock } from '../../types.ts';
import type { StatusLine } from './status-line.ts';
import { runningText, silenceHint } from './status-texts.ts';
import { thinking } from './thinking.ts';

/** After how many milliseconds without a word what is said. */
export interface Pace {
  /** @default 150 */
  readonly thinking?: number;
  /** @default 3000 */
  readonly running?: number;
  /** @default 20_000 */
  readonly hint?: number;
}

export interface ProgressOptions extends Pace {
  readonly status: StatusLine;
  /** `1/3` */
  readonly label: (block: CodeBlock) => string;
  /** Whether the terminal's last line is an unfinished one of the block. */
  readonly midLine: () => boolean;
  /** Prints a line that stays. */
  readonly say: (line: string) => void;
  /** Whether there is a terminal at which somebody could press Ctrl-C. */
  readonly canStop: boolean;
}

export interface Progress {
  /** To be called before anything of an event is written … */
  before(): void;
  /** … and when all of it is. */
  after(event: RunEvent): void;
}

export function progress({ status, label, midLine, say, canStop, ...pace }: ProgressOptions): Progress {
  const { running = 3000, hint = 20_000 } = pace;
  const think = thinking(status, pace.thinking);
  let startedAt = 0;
  let name = '';
  let hinted = false;
  let silence: NodeJS.Timeout | undefined;
  let telling: NodeJS.Immediate | undefined;

  const runs = () => runningText(name, performance.now() - startedAt);
  function tell(): void {
    hinted = true;
    say(silenceHint(name, hint, canStop));
    status.show(runs);
  }
  /** Waits for the next output of the block that runs. */
  function listen(): void {
    if (!midLine()) status.show(runs, running);
    if (hinted) return;
    silence = setTimeout(() => {
      // If the whole process was stopped meanwhile, what the block wrote in that time is read first.
      telling = setImmediate(tell);
    }, hint).unref();
  }

  return {
    before() {
      clearTimeout(silence);
      clearImmediate(telling);
      status.hide();
    },
    after(event) {
      if (event.type === 'block-proposed') {
        const { block, tool } = event.judged.proposal;
        name = `${label(block)} ${visibleLine(tool)}`;
      }
      if (event.type === 'block-started') {
        startedAt = performance.now();
        hinted = false;
      }
      if (event.type === 'block-started' || event.type === 'block-output') listen();
      else think(event);
    },
  };
}
