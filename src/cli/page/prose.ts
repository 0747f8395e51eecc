// A turn in; what its message says before each of its blocks, and behind the last one, out.
import { extractCodeBlocks } from '../../task/extract-code-blocks.ts';
import { blocksOf } from './blocks-of.ts';
import type { Turn } from './story.ts';

export interface Prose {
  /** By the index of the block that follows. */
  readonly before: ReadonlyMap<number, string>;
  readonly after: string;
  /** The code of each block as the message has it, by its index. */
  readonly codes: ReadonlyMap<number, string>;
}

/** Longer messages are shown as they are; so are those that a reader cannot make out as the run did. */
const LONGEST = 1_000_000;
const CLOSING_FENCE = /^[\s>]*(?:`{3,}|~{3,})\s*$/;

export function proseOf(turn: Turn): Prose {
  const found = blocksIn(turn);
  const shown = new Set(blocksOf(turn).map(({ index }) => index));
  const lines = turn.text.split('\n');
  const before = new Map<number, string>();
  let from = 0;
  for (const { index, line, code } of found) {
    if (!shown.has(index)) continue;
    before.set(index, lines.slice(from, line - 1).join('\n'));
    const end = line + code.split('\n').length - 1;
    from = CLOSING_FENCE.test(lines[end] ?? '') ? end + 1 : end;
  }
  return { before, after: lines.slice(from).join('\n'), codes: new Map(found.map(({ index, code }) => [index, code])) };
}

export function proseTexts({ before, after }: Prose): readonly string[] {
  return [...before.values(), after];
}

function blocksIn({ text, blocks }: Turn): ReturnType<typeof extractCodeBlocks> {
  if (text.length > LONGEST) return [];
  try {
    const found = extractCodeBlocks(text);
    return found.length === blocks ? found : [];
  } catch {
    return [];
  }
}
