// What the agent wrote and what a person made of it in; a box with the difference, signed and coloured, out.
import { diffLines, type Hunk } from '../../view/diff-lines.ts';
import { markedLine } from './code-box.ts';
import { type Html, html } from './html.ts';
import { cut, type Room } from './room.ts';

const CLASSES = { '-': 'del', '+': 'ins', ' ': 'same' } as const;

export function diffBox(proposed: string, yours: string, room: Room): Html {
  const [before, after] = [cut(proposed, 'code', room), cut(yours, 'code', room)];
  const leftOut = before.leftOut + after.leftOut;
  const hunks = diffLines(before.head + before.tail, after.head + after.tail);
  return html`<p class="legend"><del>- proposed</del> <ins>+ changed by a person</ins></p>
<pre class="diff"><code>${hunks.map(hunkLines)}</code></pre>${
    leftOut > 0 && html`<p class="gap">${leftOut.toLocaleString('en-US')} characters are left out of this page.</p>`
  }`;
}

function hunkLines({ follows, lines }: Hunk): readonly Html[] {
  const rows = lines.map(
    ({ sign, number, text }) => html`<span class="${CLASSES[sign]}"><b>${number ?? ''}</b>${sign} ${markedLine(text)}</span>`,
  );
  return follows ? [html`<span class="same"><b>⋮</b></span>`, ...rows] : rows;
}
