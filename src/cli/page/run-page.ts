// What a journal has of a run in, redacted; one page of HTML that needs nothing else out. Anybody may have written the journal: the page
// runs nothing, loads nothing, and its policy (CSP) allows no more than its own style.
import { createHash } from 'node:crypto';
import type { Fields } from '../../journal/chain.ts';
import { fieldsOf, numberOf, textOf } from '../../journal/read-field.ts';
import type { RunReport } from '../../journal/verify-run.ts';
import { outcomeWords } from '../view/outcome-words.ts';
import { blocksOf } from './blocks-of.ts';
import { codeBoxes } from './code-box.ts';
import { type Html, html, markupOf } from './html.ts';
import { masthead, titleOf } from './masthead.ts';
import { outputTexts } from './output-box.ts';
import { proseOf, proseTexts } from './prose.ts';
import { roomFor } from './room.ts';
import type { Block, Story } from './story.ts';
import { STYLES } from './styles.ts';
import { tellStory } from './tell-story.ts';
import { timeLine } from './time-line.ts';
import { turnSection } from './turn-section.ts';

export interface RunRecord {
  readonly run: string;
  readonly events: readonly Fields[];
  readonly report: RunReport;
  /** The folder of long outputs. */
  readonly outputs: string;
}

export function runPage({ run, events, report, outputs }: RunRecord): string {
  const story = tellStory(run, events);
  const prose = story.turns.map(proseOf);
  const blocks = story.turns.flatMap(blocksOf);
  const room = roomFor({
    code: story.turns.flatMap((turn, at) =>
      blocksOf(turn).flatMap((block) => codeTexts(block, prose[at]?.codes.get(block.index))),
    ),
    output: blocks.flatMap(({ result }) => outputTexts(result)),
    prose: prose.flatMap(proseTexts),
  });
  const parts = { story, room, codeBox: codeBoxes(room), outputs };
  const sections = story.turns.map((turn, at) => {
    const its = prose[at];
    return its && turnSection(turn, its, parts);
  });
  const body = html`<a class="skip" href="#what-happened">Skip to the blocks</a>
${masthead(story, report)}
<main>
${timeLine(story)}
<div id="what-happened" tabindex="-1">
${sections}${leftOut(story)}</div>
</main>
<footer><p>Made by approve-run from the journal of this run. What looks like a secret is «redacted»; characters that would not show are written like \\u{202e}.</p></footer>`;
  return documentOf(`${titleOf(story)} · ${stateWords(story)} · approve-run`, body);
}

function documentOf(title: string, body: Html): string {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLES).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const head = html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>`;
  return `<!doctype html>
<html lang="en">
<head>
${markupOf(head)}
<style>${STYLES}</style>
</head>
<body>
${markupOf(body)}
</body>
</html>
`;
}

function stateWords({ summary }: Story): string {
  return summary === undefined ? 'unfinished' : outcomeWords(numberOf(summary.exitCode));
}

function leftOut({ leftOut: count }: Story): Html | undefined {
  if (count === 0) return undefined;
  return html`<p class="gap">${count.toLocaleString('en-US')} more events begin turns, blocks or notes that this page has no room for; approve-run log shows all.</p>`;
}

/** Of each edit, what was there before and what came of it; then all of it as it was judged, or as it was said where it never was. */
function codeTexts({ judged, steps }: Block, said = ''): readonly string[] {
  const edits = steps.flatMap(({ event }) => (event.type === 'block-edited' ? codesOf(event) : []));
  return [...edits, textOf(fieldsOf(fieldsOf(judged.proposal).block).code) || said];
}

function codesOf({ proposal }: Fields): readonly string[] {
  const { code, proposed } = fieldsOf(fieldsOf(proposal).block);
  return [textOf(code), textOf(fieldsOf(proposed).code)];
}
