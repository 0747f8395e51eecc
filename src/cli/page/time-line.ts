// A story in; its picture out: a row for each turn and block, with bars to scale for the agent, for whoever was asked, and for the block.
// Each row is a link to its block, and says in words what the bars show.
import { duration } from '../view/duration.ts';
import { ticksOf } from './axis.ts';
import { blockName } from './block-name.ts';
import { blocksOf } from './blocks-of.ts';
import { type Html, html } from './html.ts';
import { outcomeOf } from './outcomes.ts';
import { type Scale, scaleOf } from './scale.ts';
import { type Block, SHORT_MS, type Span, type Story, type Turn } from './story.ts';

/** By the class of a bar: how it lies in its row, so that nobody needs its colour. */
const BARS = {
  thought: { y: 7, height: 2 },
  waited: { y: 4.5, height: 7 },
  ran: { y: 2, height: 12 },
} as const;

type Kind = keyof typeof BARS;

/** As small as `percent` can say. */
const LEAST_PERCENT = 0.001;
/** A bar that is all of it. */
const KEY: Scale = { length: 1, at: (ms) => 100 * ms };

export function timeLine(story: Story): Html {
  const { turns } = story;
  const scale = scaleOf(story);
  const thinks = turns.length > 1 || turns.some(({ thought }) => lengthOf(thought) >= SHORT_MS);
  const rows = turns.flatMap((turn) => [
    ...(thinks ? [turnRow(turn, scale)] : []),
    ...blocksOf(turn).map((one) => blockRow(one, story, scale)),
  ]);
  return html`<section aria-labelledby="time-line" class="chart">
<h2 id="time-line">Time line</h2>
${totals(story)}
<div class="rows">${axis(story, scale)}
<ol>
${rows}</ol></div>
</section>`;
}

/** What the bars are, each with all of its time. */
function totals({ turns, pauses }: Story): Html {
  const blocks = turns.flatMap(blocksOf);
  const sum = (spans: readonly (Span | undefined)[]) => duration(spans.reduce((total, span) => total + lengthOf(span), 0));
  const rows: readonly (readonly [Kind, string, string])[] = [
    ['thought', 'the agent', sum(turns.map(({ thought }) => thought))],
    ['waited', 'waiting for an answer', sum(blocks.flatMap(({ waits }) => waits))],
    ['ran', 'blocks running', sum(blocks.map(({ ran }) => ran))],
  ];
  return html`<ul class="totals">${rows.map(
    ([kind, words, time]) =>
      html`<li><svg class="key" width="28" height="16" aria-hidden="true">${bar(kind, { from: 0, to: 1 }, KEY)}</svg> ${words} <b>${time}</b></li>`,
  )}${pauses.length > 0 && html`<li><svg class="key" width="28" height="16" aria-hidden="true"><line class="pause" x1="14" x2="14" y1="0" y2="16"/></svg> until it was resumed <b>${sum(pauses)}</b></li>`}</ul>`;
}

function axis({ endMs, pauses }: Story, { length, at: placeOf }: Scale): Html {
  const marks = ticksOf(length).map(({ at, label }) => {
    const x = percent(length > 0 ? (100 * at) / length : 0);
    const end = at / length > 0.94;
    return html`<line x1="${x}" x2="${x}" y1="20" y2="100%"/><text x="${x}" y="13"${end ? html` text-anchor="end"` : at > 0 && html` text-anchor="middle"`}>${label}</text>`;
  });
  const breaks = pauses.map(({ from }) => {
    const x = percent(placeOf(from));
    return html`<line class="pause" x1="${x}" x2="${x}" y1="20" y2="100%"/>`;
  });
  const without = pauses.length > 0 && ', without the time until it was resumed';
  return html`<svg class="axis" role="img" width="100%" height="100%"><title>Scale: from the start of the run to its end after ${duration(endMs)}${without}</title>${marks}${breaks}</svg>`;
}

function turnRow(turn: Turn, scale: Scale): Html {
  const { number, thought } = turn;
  const words = thought === undefined ? '' : `agent ${duration(lengthOf(thought))}`;
  return row(
    { to: `turn-${number}`, kind: 'turn', mark: '', name: `Turn ${number}`, words },
    [bar('thought', thought, scale)],
    thought,
  );
}

function blockRow(block: Block, story: Story, scale: Scale): Html {
  const { waits, id } = block;
  const { mark, word, colour } = outcomeOf(block);
  const ran = block.ran && (block.last === 'block-started' ? untilGone(block.ran, story) : block.ran);
  const waited = waits.reduce((sum, span) => sum + lengthOf(span), 0);
  const words = [
    word,
    ...(waited < SHORT_MS ? [] : [`waited ${duration(waited)}`]),
    ...(ran === undefined || block.last === 'block-started' ? [] : [`ran ${duration(lengthOf(ran))}`]),
  ].join(' · ');
  const all = [...waits, ...(ran ? [ran] : [])];
  const whole =
    all.length === 0 ? undefined : { from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) };
  const bars = [...waits.map((span) => bar('waited', span, scale)), bar('ran', ran, scale)];
  return row({ to: id, kind: colour, mark, name: blockName(block, story), words }, bars, whole);
}

/** Of what never ended nobody knows how long it ran: as long as somebody looked. */
function untilGone({ from }: Span, { endMs, pauses }: Story): Span {
  return { from, to: pauses.find((pause) => pause.from >= from)?.from ?? endMs };
}

interface RowWords {
  readonly to: string;
  readonly kind: string;
  readonly mark: string;
  readonly name: string;
  readonly words: string;
}

function row({ to, kind, mark, name, words }: RowWords, bars: readonly (Html | undefined)[], span: Span | undefined): Html {
  const picture =
    span &&
    html`<svg role="img" width="100%" height="16"><title>from ${duration(span.from)} to ${duration(span.to)}</title>${bars}</svg>`;
  return html`<li class="${kind}"><a href="#${to}"><i aria-hidden="true">${mark}</i><span class="n">${name}</span>${picture ?? html`<span></span>`}<span class="d">${words}</span></a></li>
`;
}

function bar(kind: Kind, span: Span | undefined, scale: Scale): Html | undefined {
  if (span === undefined) return undefined;
  const { y, height } = BARS[kind];
  const from = scale.at(span.from);
  // However short: what happened is seen. A bar without a width is not drawn, nor is the line around it.
  const width = Math.max(LEAST_PERCENT, scale.at(span.to) - from);
  return html`<rect class="${kind}" x="${percent(from)}" y="${y}" width="${percent(width)}" height="${height}"/>`;
}

function lengthOf(span: Span | undefined): number {
  return span === undefined ? 0 : Math.max(0, span.to - span.from);
}

function percent(of100: number): string {
  return `${Number(of100.toFixed(3))}%`;
}
