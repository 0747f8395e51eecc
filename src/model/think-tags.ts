// The text of a reply in, piece by piece; what stands in `<think>` at its beginning apart from the rest out. Some servers of
// reasoning models send it so, and a block that was only thought of must not be proposed.

interface Piece {
  readonly text: string;
  readonly reasoning: boolean;
}

const OPEN = /^\s*<think>/;
const MAYBE_OPEN = /^\s*(?:<|<t|<th|<thi|<thin|<think)?$/;
const CLOSE = '</think>';
/** Longer blanks at the beginning are no such reply. */
const MOST_HELD = 100;

export function thinkTags(): { push(text: string): Piece[]; end(): Piece[] } {
  let state: 'start' | 'thinking' | 'text' = 'start';
  let held = '';

  function push(text: string): Piece[] {
    if (state === 'text') return text === '' ? [] : [{ text, reasoning: false }];
    held += text;
    if (state === 'start') {
      if (held.length < MOST_HELD && MAYBE_OPEN.test(held)) return [];
      state = OPEN.test(held) ? 'thinking' : 'text';
      const rest = held.replace(OPEN, '');
      held = '';
      return push(rest);
    }
    const end = held.indexOf(CLOSE);
    if (end >= 0) {
      const thought = held.slice(0, end);
      const rest = held.slice(end + CLOSE.length);
      state = 'text';
      held = '';
      return [...reasoning(thought), ...push(rest)];
    }
    // The end of it may be the beginning of the closing tag.
    const safe = held.length - CLOSE.length + 1;
    const thought = held.slice(0, Math.max(0, safe));
    held = held.slice(thought.length);
    return reasoning(thought);
  }

  return {
    push,
    end: () => (held === '' ? [] : [{ text: held, reasoning: state === 'thinking' }]),
  };
}

/** Where the opening tag stood in the prompt, a reply has only the closing one: what comes before it was thought, too. */
export function withoutThought(text: string): string {
  const closing = /^[^\S\n]*<\/think>[^\S\n]*$/m.exec(text);
  return closing === null ? text : text.slice(closing.index + closing[0].length).trimStart();
}

function reasoning(text: string): Piece[] {
  return text === '' ? [] : [{ text, reasoning: true }];
}
