// A block in; what happened to it, in order, each with when and by whom, out.
import type { Fields } from '../../journal/chain.ts';
import { fieldsOf, listOf, numberOf, textOf } from '../../journal/read-field.ts';
import { duration } from '../view/duration.ts';
import { resultWords } from '../view/result-words.ts';
import { diffBox } from './diff-box.ts';
import { type Html, html, type Part } from './html.ts';
import { lineOf } from './read-field.ts';
import type { Room } from './room.ts';
import { type Block, SHORT_MS, type Step } from './story.ts';

const WHO: Readonly<Record<string, string>> = {
  policy: 'the policy',
  grant: 'a grant',
  approver: 'the approver',
  nobody: 'nobody, there was none to ask',
};

type Tell = (step: Step, block: Block, room: Room) => Part;

const TELL: Readonly<Record<string, Tell>> = {
  'block-proposed': ({ event }) =>
    html`proposed${event.changed === true && ' again, files of it having changed'}: ${verdictWords(event.verdict)}`,
  'block-edited': (step, block, room) =>
    html`edited by a person: ${verdictWords(step.event.verdict)}${unusedEdit(step, block, room)}`,
  'block-skipped': ({ event }) => html`skipped: ${lineOf(event.reason)}`,
  'block-decided': ({ event }) => {
    const { outcome, by, reason, waitedMs } = event;
    const who = Object.hasOwn(WHO, String(by)) ? WHO[String(by)] : lineOf(by);
    const waited = numberOf(waitedMs) < SHORT_MS ? '' : ` after ${duration(numberOf(waitedMs))}`;
    return html`<b>${lineOf(outcome)}</b> by ${who}${waited}: ${lineOf(reason)}`;
  },
  'block-changed': ({ event }) =>
    html`not started, changed since the approval: ${listOf(event.files).slice(0, 20).map(lineOf).join(', ')}`,
  'block-started': () => 'started',
  'block-finished': ({ event }) => html`ended: ${resultWords(event.result)}`,
};

export function blockSteps(block: Block, room: Room): Html {
  const rows = block.steps.map((step) => {
    const type = textOf(step.event.type);
    const words = Object.hasOwn(TELL, type) ? TELL[type]?.(step, block, room) : lineOf(type);
    return html`<li><span class="t">${duration(step.at)}</span> <div>${words}</div></li>`;
  });
  const more = block.stepsLeftOut > 0 && html`<li>… and ${block.stepsLeftOut} more</li>`;
  return html`<ol class="steps">${rows}${more}</ol>`;
}

function verdictWords(verdict: unknown): Html {
  const { decision, reasons, confirm } = fieldsOf(verdict);
  const [first, ...others] = listOf(reasons).map(fieldsOf);
  const also = others.slice(0, 10).map((one) => html`<br>${lineOf(one.decision)}: ${reasonWords(one)}`);
  const code = confirm === 'code' && ', by a typed code';
  return html`<b>${lineOf(decision)}</b>${code}${first && html` · ${reasonWords(first)}`}${also}${others.length > 10 && html`<br>… and ${others.length - 10} more`}`;
}

function reasonWords({ because, policy, rule }: Fields): Html {
  return html`${lineOf(because)} <span class="mute">(${lineOf(policy)}: ${lineOf(rule)})</span>`;
}

/** An edit that was not what was asked about in the end is shown nowhere else. */
function unusedEdit({ event }: Step, { judged }: Block, room: Room): Html | undefined {
  if (event === judged) return undefined;
  const { code, proposed } = fieldsOf(fieldsOf(event.proposal).block);
  return diffBox(textOf(fieldsOf(proposed).code), textOf(code), room);
}
