// Markdown in, its fenced code blocks out, by the rules of CommonMark.
import { toUSVString } from 'node:util';
import MarkdownIt from 'markdown-it';
import { digestOf } from '../digest.ts';
import { TaskError } from '../errors.ts';
import type { CodeBlock } from '../types.ts';

/** markdown-it drops what is nested deeper than this without a word, so reaching it is an error here. */
const MAX_NESTING = 200;

const parser = new MarkdownIt('commonmark', { maxNesting: MAX_NESTING });
parser.core.ruler.enableOnly(['normalize', 'block']);

/**
 * Finds every fenced code block, also those in a language that no tool runs.
 *
 * Backtick and tilde fences, in lists and block quotes too; nothing inside an HTML comment, and indented code is text.
 * Line endings inside blocks are `\n`.
 *
 * @param markdown The document.
 * @param firstLine Line number of its first line, when it is the rest of a file. @default 1
 * @throws {TaskError} When it is nested too deeply to be read.
 * @example
 * ```ts
 * import { extractCodeBlocks } from 'approve-run';
 *
 * const [block] = extractCodeBlocks('```bash\necho hi\n```\n');
 * console.log(block); // { index: 1, language: 'bash', code: 'echo hi\n', line: 1, digest: '1e6…' }
 * ```
 */
export function extractCodeBlocks(markdown: string, firstLine = 1): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  // Half a character would run as another one than is shown.
  for (const token of parser.parse(toUSVString(markdown), {})) {
    const line = firstLine + (token.map?.[0] ?? 0);
    if (token.level >= MAX_NESTING - 1) {
      throw new TaskError(
        `Line ${line} is nested more than ${MAX_NESTING} levels deep, so blocks could be lost. Nothing was run.`,
      );
    }
    if (token.type !== 'fence') continue;
    blocks.push({
      index: blocks.length + 1,
      language: parser.utils.unescapeAll(token.info).trim().split(/\s+/, 1)[0] ?? '',
      code: token.content,
      line,
      digest: digestOf(token.content),
    });
  }
  return blocks;
}

/** Whether the last fence has no closing line, as where a text was cut off. CommonMark takes it for a block all the same. */
export function endsInsideBlock(markdown: string): boolean {
  const last = parser.parse(markdown, {}).findLast(({ type }) => type === 'fence');
  const [start = 0, end = 0] = last?.map ?? [];
  const lines = last?.content.match(/[^\n]*\n|[^\n]+$/g)?.length ?? 0;
  return last !== undefined && end - start < lines + 2;
}
