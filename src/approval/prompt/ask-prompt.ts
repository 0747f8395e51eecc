// A question in, what a person typed at the terminal out. Only a whole typed line counts, typed after the question was there; nothing
// else can approve.
import type { Interface } from 'node:readline';
import type { WriteStream } from 'node:tty';
import { createPrompt, isEnterKey, isSpaceKey, useEffect, useKeypress, useRef, useState } from '@inquirer/core';
import { visibleLine } from '../../text/visible.ts';
import { hang } from '../../text/wrap.ts';
import { acceptedWords, type Choices, understand } from './choices.ts';
import type { Answer } from './read-answer.ts';
import { redrawWhenMoved } from './redraw-when-moved.ts';

/** The colours of the terminal, where it has some. */
export interface Paint {
  readonly dim: (text: string) => string;
  readonly strong: (text: string) => string;
}

export interface AskConfig extends Choices {
  readonly question: string;
  /** The answers, in the words that are shown. */
  readonly choices: string;
  /** 0 waits without end. */
  readonly timeoutMs: number;
  /** The time is for all of it, and does not begin anew with each key. @default false */
  readonly fixedTime?: boolean;
  /** Said below the question until a key is pressed. */
  readonly hint: string;
  /** Rows of what is asked about that were not on the screen yet: until they were, nobody can say yes. */
  readonly unread: number;
  /** Whether the bytes read last are a paste, for terminals that do not mark one. */
  readonly burst: () => boolean;
  readonly output: WriteStream;
  readonly paint: Paint;
}

/** `more`: the next rows are wanted. `typed` is what the person wrote. */
export type Asked = (Answer | { readonly kind: 'timeout' | 'closed' | 'more' | 'text' }) & { readonly typed?: string };

const TICK_MS = 250;
const ASLEEP_MS = 5000;
/** Whoever types on as the question appears did not mean it: keys count only once they have rested for so long. */
const REST_MS = 300;
const LONGEST_LINE = 2000;
const TOO_LONG = `An answer has ${LONGEST_LINE} letters at most.`;
const STRAY = 'Keys that were pressed as the question appeared do not count.';
const PASTED = 'Pasted text is no answer; type it.';

export const askPrompt = createPrompt<Asked, AskConfig>((config, done) => {
  const { paint, timeoutMs, unread } = config;
  const [typed, setTyped] = useState('');
  const [hint, setHint] = useState(config.hint);
  const [listening, setListening] = useState(false);
  const [, redraw] = useState(0);
  const deadline = useRef(Date.now() + timeoutMs);
  const [seconds, setSeconds] = useState(Math.ceil(timeoutMs / 1000));
  const pasting = useRef(false);
  const line = useRef('');
  const lastStray = useRef(Date.now());
  const stray = useRef(STRAY);
  const rest = useRef(() => {});

  useEffect((readline) => {
    const editor = readline as unknown as Interface;
    let timer: NodeJS.Timeout;
    const listen = () => {
      const left = lastStray.current + REST_MS - Date.now();
      // What was pressed meanwhile and is still to be read comes first.
      if (left > 0) timer = setTimeout(() => setImmediate(listen), left);
      else setListening(true);
    };
    rest.current = () => {
      clearTimeout(timer);
      lastStray.current = Date.now();
      setListening(false);
      listen();
    };
    const begin = () => {
      // Whatever reached the line editor before the question was drawn is no answer to it.
      readline.clearLine(0);
      line.current = '';
      setTyped('');
      stray.current = STRAY;
      rest.current();
    };
    editor.once('close', () => done({ kind: 'closed' }));
    // The line editor suspends at Ctrl-Z; going on is left to whoever uses it.
    editor.on('SIGCONT', () => {
      editor.resume();
      begin();
    });
    begin();
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    if (timeoutMs === 0) return;
    let lastTick = Date.now();
    const timer = setInterval(() => {
      const now = Date.now();
      // While the run was suspended, or the machine slept, nobody could answer.
      if (now - lastTick > ASLEEP_MS) deadline.current += now - lastTick;
      lastTick = now;
      const left = Math.max(0, Math.ceil((deadline.current - now) / 1000));
      setSeconds(left);
      if (left === 0) done({ kind: 'timeout' });
    }, TICK_MS);
    return () => clearInterval(timer);
  }, []);

  const drawn = useRef('');
  useEffect(() => redrawWhenMoved(config.output, drawn, () => redraw(Date.now())), []);

  useKeypress((key, readline) => {
    if (!config.fixedTime) deadline.current = Date.now() + timeoutMs;
    const clear = (why: string) => {
      readline.clearLine(0);
      line.current = '';
      setTyped('');
      setHint(why);
    };
    const refuse = (why: string) => {
      stray.current = why;
      rest.current();
      clear(why);
    };
    if (key.name === 'paste-start') pasting.current = true;
    if (pasting.current || config.burst()) {
      if (key.name === 'paste-end') pasting.current = false;
      // A text may hold the mark of its own end, and a long one comes in several reads: the keys rest until all of it was there.
      return refuse(PASTED);
    }
    if (!listening) {
      // Enter that is held down pages on, a screen at a time.
      if (unread === 0) lastStray.current = Date.now();
      return clear(unread === 0 ? stray.current : '');
    }
    if (unread > 0 && line.current === '' && (isEnterKey(key) || isSpaceKey(key))) return done({ kind: 'more' });
    // All of it is drawn again with each key.
    if (readline.line.length > LONGEST_LINE) return refuse(TOO_LONG);
    if (!isEnterKey(key)) {
      line.current = readline.line;
      setTyped(readline.line);
      return;
    }
    const answer = understand(line.current, config);
    const shown = line.current.trim() === '' ? 'Enter alone' : `"${visibleLine(line.current.trim())}"`;
    if (answer.kind === 'unknown') clear(answer.why ?? `${shown} is no answer${acceptedWords(config)}`);
    else if (unread > 0 && NEED_ALL_SEEN.has(answer.kind)) clear(`${rows(unread)} you have not seen; Enter shows them.`);
    else done({ ...answer, typed: line.current.trim() });
  });

  const clock = timeoutMs === 0 ? '' : `${paint.dim(`${seconds}s`)} `;
  const ready = listening ? paint.strong('›') : paint.dim('…');
  const asks =
    unread > 0
      ? `${rows(unread)} more below.  ${paint.dim(`Enter or space goes on${config.anyText === undefined ? ' · deny · ?' : ''}`)}`
      : `${config.question}  ${paint.dim(config.choices)}`;
  // What is typed stays unwrapped: the line editor counts its columns.
  const { columns } = config.output;
  const content = `${hang('', `${asks}   ${clock}${ready}`, columns)} ${visibleLine(typed)}`;
  const below = hint === '' ? '' : hang('', hint, columns);
  drawn.current = `${content}\n${below}`;
  return [content, below];
});

/** Nobody says yes to, or changes, what they have not read. */
const NEED_ALL_SEEN: ReadonlySet<string> = new Set(['once', 'always', 'edit', 'text']);

function rows(count: number): string {
  return `${count} ${count === 1 ? 'row' : 'rows'}`;
}
