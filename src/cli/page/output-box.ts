// What a block printed in; a box with its beginning and its end out, folded where it is long. What is left out is counted, and where it
// is, is said.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fields } from '../../journal/chain.ts';
import { isOutputName } from '../../journal/journal-paths.ts';
import { fieldsOf, numberOf, textOf } from '../../journal/read-field.ts';
import { visible } from '../../text/visible.ts';
import { type Html, html } from './html.ts';
import { cut, type Room } from './room.ts';

/** More lines are folded … */
const MOST_OPEN = 24;
/** … but for these, where the block failed. */
const LAST = 10;

/** All texts that `outputBox` shows, for what there is room for. */
export function outputTexts(result: Fields): readonly string[] {
  return [...textsOf(result), lastLines(result)];
}

function textsOf(result: Fields): readonly string[] {
  const { head, tail, omittedBytes } = fieldsOf(result.output);
  return numberOf(omittedBytes) > 0 ? [textOf(head), textOf(tail)] : [textOf(head) + textOf(tail)];
}

/** @param outputs The folder of outputs that are longer than a result holds. */
export function outputBox(result: Fields, kept: unknown, { outputs, room }: OutputPlace): Html | undefined {
  const texts = textsOf(result);
  const omitted = numberOf(fieldsOf(result.output).omittedBytes);
  if (texts.join('') === '') return undefined;
  const rows = texts.flatMap((text, at) => {
    const { head, tail, leftOut } = cut(text, 'output', room);
    const before = at > 0 ? [gap(`${omitted.toLocaleString('en-US')} bytes are not in the journal`)] : [];
    if (leftOut === 0) return [...before, html`<pre class="out">${shown(head)}</pre>`];
    const words = `${leftOut.toLocaleString('en-US')} characters are left out of this page; approve-run log --json shows them`;
    return [...before, html`<pre class="out">${shown(head)}</pre>`, gap(words), html`<pre class="out">${shown(tail)}</pre>`];
  });
  const lines = lineCount(texts);
  const last = lastLines(result);
  const size = `${lines.toLocaleString('en-US')} line${lines === 1 ? '' : 's'}${omitted > 0 ? ' and more' : ''}`;
  const folds = lines > MOST_OPEN;
  return html`${last !== '' && lastBox(last, room)}<details class="output"${!folds && html` open`}><summary>Output <span class="mute">${size}</span></summary>
${rows}${keptLine(kept, outputs)}</details>`;
}

/** Of a long output of a block that failed: what says why is mostly there. */
function lastLines(result: Fields): string {
  const texts = textsOf(result);
  if (result.exitCode === 0 || lineCount(texts) <= MOST_OPEN) return '';
  return linesOf(texts.at(-1) ?? '')
    .slice(-LAST)
    .join('\n');
}

function lastBox(last: string, room: Room): Html {
  const { tail } = cut(last, 'output', room);
  return html`<p class="legend">The last lines of its output:</p><pre class="out">${shown(tail || last)}</pre>`;
}

function lineCount(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + linesOf(text).length, 0);
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}

export interface OutputPlace {
  readonly outputs: string;
  readonly room: Room;
}

function shown(text: string): string {
  return visible(text.replace(/\n$/, ''));
}

function gap(words: string): Html {
  return html`<p class="gap">${words}</p>`;
}

function keptLine(kept: unknown, outputs: string): Html | undefined {
  const { file, bytes } = fieldsOf(kept);
  const name = textOf(file);
  if (!isOutputName(name)) return undefined;
  const size = `${numberOf(bytes).toLocaleString('en-US')} bytes`;
  return html`<p class="gap">In a file beside the journal, ${size}: <a href="${pathToFileURL(join(outputs, name)).href}">${name}</a></p>`;
}
