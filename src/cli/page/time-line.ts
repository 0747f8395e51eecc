// A story in; its picture out: a row for each turn and block, with bars to scale for the agent, for whoever was asked, and for the block.
// Each row is a link to its block, and says in words what the bars show.
import { duration } from '../view/duration.ts';
import { ticksOf } from './axis.ts';
import { blockName } from './block-name.ts';
import { blocksOf } from './blocks-of.ts';
import { type Html, html } from './html.ts';
import { outcomeOf } from './outcomes.ts';
import { type Block, SHORT_MS, type Span, type Story, type Turn } from './story.ts';

/** By the class of a bar: how it lies in its row, so that nobody needs its colour. */
const BARS = {
  thought: { y: 7, height: 2 },
  waited: { y: 4.5, height: 7 },
  ran: { y: 2, height: 12 },
} as const;

type Kind = keyof typeof BARS;

export function timeLine(story: Story): Html {
  const { turns, endMs } = story;
  const thinks = turns.length > 1 || turns.some(({ thought }) => lengthOf(thought) >= SHORT_MS);
  const rows = turns.flatMap((turn) => [
    ...(thinks ? [turnRow(turn, endMs)] : []),
    ...blocksOf(turn).map((one) => blockRow(one, story)),
  ]);
  return html`<section aria-labelledby="time-line" class="chart">
<h2 id="time-line">Time line</h2>
${totals(turns)}
<div class="rows">${axis(endMs)}
<ol>
${rows}</ol></div>
</section>`;
}

/** What the bars are, each with all of its time. */
function totals(turns: readonly Turn[]): Html {
  const blocks = turns.flatMap(blocksOf);
  const sum = (spans: readonly (Span | undefined)[]) => duration(spans.reduce((total, span) => total + lengthOf(span), 0));
  const rows: readonly (readonly [Kind, string, string])[] = [
    ['thought', 'the agent', sum(turns.map(({ thought }) => thought))],
    ['waited', 'waiting for an answer', sum(blocks.flatMap(({ waits }) => waits))],
    ['ran', 'blocks running', sum(blocks.map(({ ran }) => ran))],
  ];
  return html`<ul class="totals">${rows.map(
    ([kind, words, time]) =>
      html`<li><svg class="key" width="28" height="16" aria-hidden="true">${bar(kind, { from: 0, to: 1 }, 1)}</svg> ${words} <b>${time}</b></li>`,
  )}</ul>`;
}

function axis(endMs: number): Html {
  const ticks = ticksOf(endMs);
  const marks = ticks.map(({ at, label }) => {
    const x = percent(at, endMs);
    const end = at / endMs > 0.94;
    return html`<line x1="${x}" x2="${x}" y1="20" y2="100%"/><text x="${x}" y="13"${end ? html` text-anchor="end"` : at > 0 && html` text-anchor="middle"`}>${label}</text>`;
  });
  return html`<svg class="axis" role="img" width="100%" height="100%"><title>Scale: from the start of the run to its end after ${duration(endMs)}</title>${marks}</svg>`;
}

function turnRow(turn: Turn, endMs: number): Html {
  const { number, thought } = turn;
  const words = thought === undefined ? '' : `agent ${duration(lengthOf(thought))}`;
  return row(
    { to: `turn-${number}`, kind: 'turn', mark: '', name: `Turn ${number}`, words },
    [bar('thought', thought, endMs)],
    thought,
    endMs,
  );
}

function blockRow(block: Block, story: Story): Html {
  const { endMs } = story;
  const { waits, id } = block;
  const { mark, word, colour } = outcomeOf(block);
  // Of what never ended nobody knows how long it ran.
  const ran = block.ran && (block.last === 'block-started' ? { from: block.ran.from, to: endMs } : block.ran);
  const waited = waits.reduce((sum, span) => sum + lengthOf(span), 0);
  const words = [
    word,
    ...(waited < SHORT_MS ? [] : [`waited ${duration(waited)}`]),
    ...(ran === undefined || block.last === 'block-started' ? [] : [`ran ${duration(lengthOf(ran))}`]),
  ].join(' · ');
  const all = [...waits, ...(ran ? [ran] : [])];
  const whole =
    all.length === 0 ? undefined : { from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) };
  const bars = [...waits.map((span) => bar('waited', span, endMs)), bar('ran', ran, endMs)];
  return row({ to: id, kind: colour, mark, name: blockName(block, story), words }, bars, whole, endMs);
}

interface RowWords {
  readonly to: string;
  readonly kind: string;
  readonly mark: string;
  readonly name: string;
  readonly words: string;
}

function row(
  { to, kind, mark, name, words }: RowWords,
  bars: readonly (Html | undefined)[],
  span: Span | undefined,
  endMs: number,
): Html {
  const picture =
    span &&
    html`<svg role="img" width="100%" height="16"><title>from ${duration(span.from)} to ${duration(Math.min(span.to, endMs))}</title>${bars}</svg>`;
  return html`<li class="${kind}"><a href="#${to}"><i>${mark}</i><span class="n">${name}</span>${picture ?? html`<span></span>`}<span class="d">${words}</span></a></li>
`;
}

function bar(kind: Kind, span: Span | undefined, endMs: number): Html | undefined {
  if (span === undefined) return undefined;
  const { y, height } = BARS[kind];
  // However short: what happened is seen.
  return html`<rect class="${kind}" x="${percent(span.from, endMs)}" y="${y}" width="${percent(lengthOf(span), endMs)}" height="${height}"/>`;
}

function lengthOf(span: Span | undefined): number {
  return span === undefined ? 0 : Math.max(0, span.to - span.from);
}

function percent(ms: number, endMs: number): string {
  return `${endMs > 0 ? Number(Math.min(100, (100 * ms) / endMs).toFixed(3)) : 0}%`;
}
