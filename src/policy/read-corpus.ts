// The text of a JSONL file of labelled code in, its cases out, or an error that names the line.
import { PolicyError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';

/** One piece of code, and what a person says of it. It is read and judged, and never run. */
export interface CorpusCase {
  readonly id: string;
  /** As after a fence; what no tool runs is judged too, as code that nobody reads. */
  readonly language: string;
  readonly code: string;
  readonly label: 'dangerous' | 'safe';
  readonly category: string;
  /** People disagree about it, so it counts neither for nor against a policy. */
  readonly debatable: boolean;
}

/**
 * Reads one JSON object a line; blank lines and fields that are not known are skipped.
 *
 * @throws {PolicyError} With file, line and what was expected; also when there is no case at all.
 */
export async function readCorpus(text: string, file: string): Promise<readonly CorpusCase[]> {
  const v = await import('valibot');
  const word = v.string('expected a text');
  const schema = v.object(
    {
      code: word,
      language: word,
      label: v.picklist(['dangerous', 'safe'], 'expected dangerous or safe'),
      id: v.exactOptional(word),
      category: v.exactOptional(word, 'other'),
      debatable: v.exactOptional(v.boolean('expected true or false'), false),
    },
    ({ expected }) => (expected === 'Object' ? 'expected a JSON object' : 'is missing'),
  );
  const cases = text.split('\n').flatMap((line, at): CorpusCase[] => {
    if (line.trim() === '') return [];
    const fail = (why: string, cause?: unknown) =>
      new PolicyError(`${visibleLine(file)}:${at + 1}: ${visibleLine(why)}.`, { cause });
    let data: unknown;
    try {
      data = JSON.parse(line);
    } catch (cause) {
      throw fail('not valid JSON; a corpus has one {"code", "language", "label"} a line', cause);
    }
    const parsed = v.safeParse(schema, Array.isArray(data) ? undefined : data, { abortEarly: true });
    if (parsed.success) return [{ ...parsed.output, id: parsed.output.id ?? `line ${at + 1}` }];
    const [issue] = parsed.issues;
    const key = issue.path?.[0]?.key;
    throw fail(`${key === undefined ? '' : `${String(key)}: `}${issue.message}`);
  });
  if (cases.length === 0) throw new PolicyError(`${visibleLine(file)}: there is no case in it.`);
  return cases;
}
