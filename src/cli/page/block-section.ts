// A block in; its part of the page out: its code or what a person changed in it, what it would do, what happened to it, what it printed.
import { fieldsOf, listOf, numberOf, textOf } from '../../journal/read-field.ts';
import { leftRunning } from '../../text/left-running.ts';
import { projectPath } from '../../text/project-path.ts';
import { shortDigest } from '../../text/short-digest.ts';
import { codeWarnings } from '../../view/code-warnings.ts';
import { resultWords } from '../view/result-words.ts';
import { blockName } from './block-name.ts';
import { blockSteps } from './block-steps.ts';
import type { CodeBox } from './code-box.ts';
import { diffBox } from './diff-box.ts';
import { type Fact, factList } from './facts.ts';
import { type Html, html } from './html.ts';
import { outcomeOf } from './outcomes.ts';
import { outputBox } from './output-box.ts';
import { lineOf } from './read-field.ts';
import { receiptFacts } from './receipt-facts.ts';
import type { Room } from './room.ts';
import type { Block, Story } from './story.ts';

export interface BlockParts {
  readonly story: Story;
  readonly room: Room;
  readonly codeBox: CodeBox;
  /** The folder of long outputs. */
  readonly outputs: string;
}

/** @param saidCode As the agent's message has it: a block that never came to be judged is nowhere else. */
export function blockSection(block: Block, saidCode: string | undefined, { story, room, codeBox, outputs }: BlockParts): Html {
  const { mark, word, colour } = outcomeOf(block);
  const { id, judged, result, kept, last } = block;
  const proposal = fieldsOf(judged.proposal);
  const { code, proposed, digest } = fieldsOf(proposal.block);
  const tool = textOf(proposal.tool) || block.language;
  const before = fieldsOf(proposed).code;
  const text = typeof code === 'string' ? code : saidCode;
  const ended = last === 'block-finished' ? ` · ${resultWords(result)}` : '';
  const facts = [...judgedFacts(block), ...resultFacts(block), ...receiptFacts(result.receipt)];
  return html`<article id="${id}" class="${colour}" aria-labelledby="${id}-name">
<h3 id="${id}-name"><i aria-hidden="true">${mark}</i> ${blockName(block, story)} <span class="word">${word}${ended}</span></h3>
${typeof before === 'string' && typeof code === 'string' && html`${diffBox(before, code, room)}<p class="legend">All of it, as it was judged:</p>`}
${text !== undefined && codeBox(text, tool)}
${typeof digest === 'string' && html`<p class="legend mute">${tool} · sha256 ${shortDigest(lineOf(digest))}</p>`}
${factList(facts)}
${blockSteps(block, room)}
${outputBox(result, kept, { outputs, room })}
</article>
`;
}

function judgedFacts({ judged }: Block): readonly Fact[] {
  const proposal = fieldsOf(judged.proposal);
  const { code } = fieldsOf(proposal.block);
  const { effects, executes } = fieldsOf(judged.reading);
  const cwd = textOf(proposal.cwd);
  const says = listOf(effects).map((effect) => lineOf(fieldsOf(effect).says));
  const runs = listOf(executes)
    .map(fieldsOf)
    .filter(({ digest }) => digest !== null);
  const saved = fieldsOf(proposal.saveAs).path;
  const warnings = typeof code === 'string' ? codeWarnings(code, false) : [];
  return [
    ['Look out', ...warnings],
    ['Effects', ...new Set(says)],
    [
      'Runs files',
      ...runs.map(({ path, digest }) => html`${pathOf(path, cwd)} <span class="mute">${shortDigest(lineOf(digest))}</span>`),
    ],
    ['Saved as', saved === undefined ? undefined : pathOf(saved, cwd)],
  ];
}

function resultFacts({ result }: Block): readonly Fact[] {
  const left = listOf(result.leftover)
    .map(fieldsOf)
    .map(({ pid, command, ended }) => {
      return { pid: numberOf(pid), command: lineOf(command), ended: ended === true };
    });
  return [
    ['Left behind', ...(left.length === 0 ? [] : leftRunning(left).map((words) => `It ${words}`))],
    ['Sandbox', lineOf(result.sandboxHint)],
    ['Kept in', lineOf(result.file)],
  ];
}

function pathOf(path: unknown, cwd: string): string {
  return typeof path === 'string' ? lineOf(projectPath(path, cwd)) : lineOf(path);
}
