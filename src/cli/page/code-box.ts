// Code in, as it was judged; a box with its lines, numbered, out: hidden characters are escapes that stand out, as at the prompt.
import { markCode, markReader } from '../../view/mark-code.ts';
import { styledCode } from '../../view/styled-code.ts';
import { type Html, html } from './html.ts';
import { cut, type Room } from './room.ts';

/** What a page colours in all; colouring is the slowest part of making one. */
const MOST_COLOURED = 150_000;

const CLASSES = { comment: 'c', string: 's', keyword: 'k', value: 'v' } as const;

export type CodeBox = (code: string, tool: string) => Html;

/** @returns Counts how much it coloured: one for each page. */
export function codeBoxes(room: Room): CodeBox {
  let coloured = 0;
  return (code, tool) => {
    const { head, tail, leftOut } = cut(code, 'code', room);
    coloured += head.length + tail.length;
    const language = coloured > MOST_COLOURED ? '' : tool;
    if (leftOut === 0) return html`<pre class="code"><code>${codeLines(head, language)}</code></pre>`;
    return html`<pre class="code"><code>${codeLines(head, language)}</code></pre>
<p class="gap">${leftOut.toLocaleString('en-US')} characters of the code are left out of this page; approve-run log shows all.</p>
<pre class="code rest"><code>${codeLines(tail, language)}</code></pre>`;
  };
}

function codeLines(code: string, tool: string): readonly Html[] {
  const read = markReader();
  let line: Html[] = [];
  const lines: Html[] = [];
  for (const { text, style } of styledCode(markCode(code.replace(/\n$/, ''), true), tool)) {
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) {
        lines.push(lineOf(line));
        line = [];
      }
      // One by one: a line of thousands of hidden characters has more pieces than a call takes.
      for (const one of read(part)) line.push(partOf(one.text, one.marked ? 'mark' : style));
    }
  }
  return [...lines, lineOf(line)];
}

/** A line that is empty is copied as one, too. */
function lineOf(parts: readonly Html[]): Html {
  return html`<span>${parts.length === 0 ? html`<br>` : parts}</span>`;
}

/** One line that is not numbered, with the same marks: of a difference. */
export function markedLine(text: string): readonly Html[] {
  return markReader()(markCode(text, true)).map((part) => partOf(part.text, part.marked ? 'mark' : 'plain'));
}

function partOf(text: string, style: keyof typeof CLASSES | 'mark' | 'plain'): Html {
  if (style === 'plain') return html`${text}`;
  return style === 'mark' ? html`<mark>${text}</mark>` : html`<span class="${CLASSES[style]}">${text}</span>`;
}
