// A turn in; its part of the page out: the message in the order in which it was said, each block in its place, notes between them.
import { duration } from '../view/duration.ts';
import { usageWords } from '../view/usage-words.ts';
import { type BlockParts, blockSection } from './block-section.ts';
import { type Html, html } from './html.ts';
import type { Prose } from './prose.ts';
import { cut, type Room } from './room.ts';
import type { Turn } from './story.ts';

export function turnSection(turn: Turn, prose: Prose, parts: BlockParts): Html {
  const { number, thought, usage, items } = turn;
  const { story, room } = parts;
  const one = story.turns.length === 1;
  const about = [...(thought === undefined || one ? [] : [`agent ${duration(thought.to - thought.from)}`]), ...usageWords(usage)];
  const shown = items.map((item) => {
    if (!('block' in item)) return html`<p class="note"><span class="t">${duration(item.at)}</span> ${item.note}</p>\n`;
    const { index } = item.block;
    return html`${said(prose.before.get(index), room)}${blockSection(item.block, prose.codes.get(index), parts)}`;
  });
  return html`<section id="turn-${number}" aria-labelledby="turn-${number}-name">
<h2 id="turn-${number}-name">${one ? 'What happened' : `Turn ${number}`} <span class="word">${about.join(' · ')}</span></h2>
${shown}${said(prose.after, room)}</section>
`;
}

function said(text: string | undefined, room: Room): Html | undefined {
  const trimmed = (text ?? '').replace(/^(?:[ \t]*\n)+|\s+$/g, '');
  if (trimmed === '') return undefined;
  const { head, tail, leftOut } = cut(trimmed, 'prose', room);
  const gap =
    leftOut > 0 &&
    html`<span class="gap">${leftOut.toLocaleString('en-US')} characters are left out of this page; approve-run log --json shows them</span>`;
  return html`<div class="said">${head}${gap}${tail}</div>
`;
}
