// A story and what verifying its journal found in; the head of the page out: what, when, who, where, under which rules, and what came of it.
import { basename } from 'node:path';
import { fieldsOf, listOf, numberOf, textOf } from '../../journal/read-field.ts';
import type { RunReport } from '../../journal/verify-run.ts';
import { shortPath } from '../../text/short-path.ts';
import { duration } from '../view/duration.ts';
import { localTime } from '../view/local-time.ts';
import { reportWords } from '../view/log-verify.ts';
import { outcomeWords } from '../view/outcome-words.ts';
import { usageWords } from '../view/usage-words.ts';
import { blocksOf } from './blocks-of.ts';
import { type Fact, factList } from './facts.ts';
import { type Html, html } from './html.ts';
import { outcomeOf } from './outcomes.ts';
import { lineOf } from './read-field.ts';
import type { Story } from './story.ts';

export function masthead(story: Story, report: RunReport): Html {
  const { start, run, summary, endMs } = story;
  const { settings, approveRun, node, platform, model, agent, user, host, sandbox, cwd } = start;
  const task = fieldsOf(start.task);
  const facts: readonly Fact[] = [
    ['When', when(start.time)],
    ['Took', summary === undefined ? `at least ${duration(endMs)}` : duration(numberOf(summary.durationMs))],
    ['Task', shortPath(lineOf(task.path ?? task.source))],
    ['Folder', shortPath(lineOf(cwd))],
    ['Agent', [lineOf(agent), lineOf(model)].filter(Boolean).join(' · ')],
    ['Tokens', usageWords(fieldsOf(summary?.usage)).join(' · ')],
    ['Who', [lineOf(user), lineOf(host)].filter(Boolean).join(' on ')],
    [
      'Policies',
      listOf(start.policies)
        .map((policy) => lineOf(fieldsOf(policy).ref))
        .join(' + '),
    ],
    ['Sandbox', lineOf(sandbox)],
    [
      'Versions',
      [approveRun && `approve-run ${lineOf(approveRun)}`, node && `Node ${lineOf(node)}`, lineOf(platform)]
        .filter(Boolean)
        .join(' · '),
    ],
  ];
  return html`<header>
<p class="kicker">approve-run · run ${run}</p>
<h1>${titleOf(story)}</h1>
${verdict(story)}
${factList(facts)}
${journalLine(report)}
${settingsTable(fieldsOf(settings))}
</header>`;
}

export function titleOf({ start }: Story): string {
  const task = fieldsOf(start.task);
  // Of a path the name: all of it stands below.
  return lineOf(textOf(task.title) || basename(textOf(task.source))) || 'A run without a name';
}

/** The one line that most people came for. */
function verdict(story: Story): Html {
  const { summary, turns } = story;
  const outcomes = turns.flatMap(blocksOf).map(outcomeOf);
  const count = (...words: readonly string[]) => outcomes.filter(({ word }) => words.includes(word)).length;
  const counts: readonly (readonly [number, string])[] = summary
    ? (['ran', 'failed', 'denied', 'skipped'] as const).map((key) => [numberOf(summary[key]), key === 'ran' ? 'run' : key])
    : [
        [count('done', 'failed'), 'run'],
        [count('failed'), 'failed'],
        [count('denied'), 'denied'],
        [count('skipped'), 'skipped'],
      ];
  const [mark, colour, words] =
    summary === undefined
      ? ['?', 'warn', 'did not come to its end']
      : summary.exitCode === 0
        ? ['✓', 'good', outcomeWords(0)]
        : ['✗', 'bad', outcomeWords(numberOf(summary.exitCode))];
  const why = summary?.ended === undefined ? '' : `Ended: ${lineOf(summary.ended)}`;
  return html`<p class="verdict ${colour}"><strong><i aria-hidden="true">${mark}</i> ${words}</strong> ${counts.map(
    ([number, what]) => html`<span class="${number === 0 ? 'count mute' : 'count'}"><b>${number}</b> ${what}</span> `,
  )}</p>${why !== '' && html`<p>${why}</p>`}`;
}

function when(time: unknown): Html | undefined {
  const date = new Date(textOf(time));
  if (Number.isNaN(date.getTime())) return undefined;
  const iso = date.toISOString();
  const utc = html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
  // A page is read elsewhere, too.
  return date.getTimezoneOffset() === 0
    ? utc
    : html`${utc} <span class="mute">(${localTime(date)} where this page was made)</span>`;
}

function journalLine(report: RunReport): Html {
  const { status, unchecked } = report;
  const words = reportWords(report).slice(report.run.length).trim();
  const signed = unchecked && ' Its lines are signed; that was not looked at, for want of the key.';
  if (status === 'broken')
    return html`<p class="journal bad"><strong><i aria-hidden="true">✗</i> The journal is not as it was written:</strong> ${words}. What this page says may not be what happened.</p>`;
  const [mark, colour] = status === 'sound' ? ['✓', 'good'] : ['–', 'warn'];
  return html`<p class="journal ${colour}"><i aria-hidden="true">${mark}</i> Journal ${status}: ${words}.${signed}</p>`;
}

function settingsTable(settings: Readonly<Record<string, unknown>>): Html | undefined {
  const rows = Object.entries(settings).filter(
    ([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
  );
  if (rows.length === 0) return undefined;
  return html`<details><summary>Settings</summary><table><thead><tr><th scope="col">Key</th><th scope="col">Value</th></tr></thead>
<tbody>${rows.slice(0, 100).map(([key, value]) => html`<tr><th scope="row">${lineOf(key)}</th><td>${lineOf(value)}</td></tr>`)}</tbody></table></details>`;
}
