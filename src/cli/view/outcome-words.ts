// The exit code of a run in, what it stands for in a word or two out.
import { EXIT } from '../../errors.ts';

const WORDS: Readonly<Record<number, string>> = {
  [EXIT.ok]: 'done',
  [EXIT.blockFailed]: 'failed',
  [EXIT.usage]: 'not started',
  [EXIT.denied]: 'denied',
  [EXIT.unanswered]: 'no answer',
  [EXIT.agentFailed]: 'agent failed',
  [EXIT.limit]: 'limit',
  [EXIT.interrupted]: 'interrupted',
  [EXIT.terminated]: 'terminated',
};

export function outcomeWords(exitCode: number): string {
  return WORDS[exitCode] ?? `exit ${exitCode}`;
}
