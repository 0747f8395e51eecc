// The events of a run in; a status line while something takes its time, and a hint when a block has long been silent, out.
import type { RunEvent } from '../../events.ts';
import { visibleLine } from '../../text/visible.ts';
import type { CodeBlock } from '../../types.ts';
import type { StatusLine } from './status-line.ts';
import { retryText, runningText, silenceHint, thinkingText } from './status-texts.ts';

/** After how many milliseconds without a word what is said. */
export interface Pace {
  readonly thinking: number;
  readonly running: number;
  readonly hint: number;
}

export const PACE: Pace = { thinking: 150, running: 3000, hint: 20_000 };

export interface ProgressOptions {
  readonly status: StatusLine;
  readonly pace: Pace;
  /** `1/3` */
  readonly label: (block: CodeBlock) => string;
  /** Whether the terminal's last line is an unfinished one of the block. */
  readonly midLine: () => boolean;
  /** Prints a line that stays. */
  readonly hint: (line: string) => void;
  /** Whether there is a terminal at which somebody could press Ctrl-C. */
  readonly canStop: boolean;
}

export interface Progress {
  /** To be called before anything of an event is written … */
  before(event: RunEvent): void;
  /** … and when all of it is. */
  after(event: RunEvent): void;
}

export function progress({ status, pace, label, midLine, hint, canStop }: ProgressOptions): Progress {
  let askedAt = 0;
  let startedAt = 0;
  let tool = '';
  let hinted = false;
  let silence: NodeJS.Timeout | undefined;
  let told: NodeJS.Immediate | undefined;

  function think(): string {
    return thinkingText(performance.now() - askedAt);
  }
  function retry(reason: string, at: number): string {
    const left = at - performance.now();
    return left > 0 ? retryText(reason, left) : think();
  }
  /** Waits for a block's next output. */
  function listen(block: CodeBlock): void {
    const name = `${label(block)} ${visibleLine(tool)}`;
    const running = () => runningText(name, performance.now() - startedAt);
    if (!midLine()) status.show(running, pace.running);
    if (hinted) return;
    // Where the whole process was stopped meanwhile, what came in that time is read before anything is told.
    silence = setTimeout(() => {
      told = setImmediate(() => {
        hinted = true;
        hint(silenceHint(name, pace.hint, canStop));
        status.show(running);
      });
    }, pace.hint).unref();
  }

  return {
    before(event) {
      // A model's reasoning is not shown: it is still thinking.
      if (event.type === 'agent-text' && event.reasoning) return;
      clearTimeout(silence);
      clearImmediate(told);
      status.hide();
    },
    after(event) {
      switch (event.type) {
        case 'agent-asked':
          askedAt = performance.now();
          return status.show(think, pace.thinking);
        case 'agent-retry': {
          const at = performance.now() + event.afterMs;
          return status.show(() => retry(event.reason, at));
        }
        case 'block-proposed':
          tool = event.judged.proposal.tool;
          return;
        case 'block-started':
          startedAt = performance.now();
          hinted = false;
          return listen(event.block);
        case 'block-output':
          return listen(event.block);
      }
    },
  };
}
