// A question in, what a person typed at the terminal out. Only a whole typed line counts; nothing else can approve.
import type { Interface } from 'node:readline';
import { createPrompt, isEnterKey, useEffect, useKeypress, useRef, useState } from '@inquirer/core';
import { visibleLine } from '../text/visible.ts';
import { type Answer, readAnswer } from './read-answer.ts';

export interface AskConfig {
  readonly question: string;
  /** The answers, in the words that are shown. */
  readonly choices: string;
  /** 0 waits without end. */
  readonly timeoutMs: number;
  /** When set, this typed code approves and `yes` does not. */
  readonly code?: string;
  readonly canRemember: boolean;
  /** Shown for `?`. */
  readonly explanation: string;
  /** Whether the bytes read last are a paste, for terminals that do not mark one. */
  readonly burst: () => boolean;
  readonly paint: { readonly dim: (text: string) => string; readonly strong: (text: string) => string };
}

export type Asked = Answer | { readonly kind: 'timeout' | 'closed' };

const TICK_MS = 250;

export const askPrompt = createPrompt<Asked, AskConfig>((config, done) => {
  const { paint, timeoutMs } = config;
  const [typed, setTyped] = useState('');
  const [hint, setHint] = useState('');
  const [final, setFinal] = useState('');
  const deadline = useRef(Date.now() + timeoutMs);
  const [seconds, setSeconds] = useState(Math.ceil(timeoutMs / 1000));
  const pasting = useRef(false);
  const line = useRef('');

  const finish = (asked: Asked, shown: string) => {
    setFinal(shown);
    done(asked);
  };

  useEffect((readline) => {
    // Whatever reached the line editor before the question was drawn is no answer to it.
    readline.clearLine(0);
    (readline as unknown as Interface).once('close', () => done({ kind: 'closed' }));
    if (timeoutMs === 0) return;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((deadline.current - Date.now()) / 1000));
      setSeconds(left);
      if (left > 0) return;
      clearInterval(timer);
      finish({ kind: 'timeout' }, 'no answer');
    }, TICK_MS);
    return () => clearInterval(timer);
  }, []);

  useKeypress((key, readline) => {
    deadline.current = Date.now() + timeoutMs;
    const clear = (why: string) => {
      readline.clearLine(0);
      line.current = '';
      setTyped('');
      setHint(why);
    };
    if (key.name === 'paste-start') pasting.current = true;
    if (pasting.current || config.burst()) {
      if (key.name === 'paste-end') pasting.current = false;
      clear('Pasted text is no answer; type it.');
      return;
    }
    if (!isEnterKey(key)) {
      line.current = readline.line;
      setTyped(readline.line);
      return;
    }
    const answer = understand(line.current, config);
    if (answer.kind === 'unknown') clear(answer.why ?? hintFor(line.current, config));
    else if (answer.kind === 'explain') clear(config.explanation);
    else finish(answer, visibleLine(line.current.trim()));
  });

  const clock = timeoutMs === 0 ? '' : `${paint.dim(`${seconds}s`)} `;
  if (final !== '') return `${config.question}  ${paint.strong(final)}`;
  return [`${config.question}  ${paint.dim(config.choices)}   ${clock}${paint.strong('›')} ${visibleLine(typed)}`, hint];
});

function understand(text: string, { code, canRemember }: AskConfig): Answer {
  const answer = readAnswer(text);
  if (code !== undefined) {
    if (text.trim().toUpperCase() === code) return { kind: 'once' };
    return answer.kind === 'once' || answer.kind === 'always' ? { kind: 'unknown' } : answer;
  }
  return answer.kind === 'always' && !canRemember ? { kind: 'unknown' } : answer;
}

function hintFor(text: string, { code, canRemember }: AskConfig): string {
  const shown = text.trim() === '' ? 'Enter alone' : `"${visibleLine(text.trim())}"`;
  if (code !== undefined) return `${shown} is no answer here. Type ${code} to run the block, or deny [reason], quit, ?`;
  return `${shown} is no answer. Type yes, ${canRemember ? 'always, ' : ''}deny [reason], quit or ?`;
}
