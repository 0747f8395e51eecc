// What is another since a run was ended in; whether it is gone on with all the same out: a person says so, at a terminal.
import type { Terminal } from '../../approval/prompt/ask-terminal.ts';
import { askYesOrNo } from '../../approval/prompt/ask-yes-or-no.ts';
import { UsageError } from '../../errors.ts';
import { hang } from '../../text/wrap.ts';
import { paint } from '../../view/paint.ts';

const QUESTION = 'Go on with it as things are now?';
const EXPLANATION = ['yes goes on, and what is said above holds from now on; everything else leaves the run as it is.'];

/** @throws {UsageError} Where nobody can be asked. */
export async function askToGoOn(
  run: string,
  differences: readonly string[],
  terminal: Terminal | undefined,
  signal: AbortSignal,
): Promise<'yes' | 'no' | 'interrupted'> {
  if (differences.length === 0) return 'yes';
  const about = `Since ${run} was ended, this has changed:`;
  if (terminal === undefined)
    throw new UsageError(
      `${about}\n${differences.map((line) => `  ${line}\n`).join('')}Nobody could be asked, so nothing was run. Go on at a terminal, or name by an option what is to hold (--policy, --model, …).`,
    );
  const rows = [`${paint.warn('!')} ${about}`, ...differences.map((line) => hang('  ', line, terminal.output.columns))];
  terminal.output.write(`${rows.join('\n')}\n`);
  return askYesOrNo(terminal, { question: QUESTION, explanation: EXPLANATION, paint }, signal);
}
