// What a journal has as a receipt in, a receipt out. Anybody may have written it: whatever is none is left out.
import type { Fields } from '../../journal/chain.ts';
import { countOf, fieldsOf, textOf } from '../../journal/read-journal.ts';
import type { FileChange, Receipt } from '../../types.ts';

const WHATS: readonly FileChange['what'][] = ['created', 'changed', 'deleted'];

/** @returns Undefined where there is none. */
export function readReceipt(value: unknown): Receipt | undefined {
  const { files, counts, ignored, missing, incomplete, unpredictedProcesses }: Fields = fieldsOf(value);
  if (!Array.isArray(files)) return undefined;
  const { unpredicted } = fieldsOf(counts);
  return {
    files: files.map(fieldsOf).flatMap(({ what, path, unpredicted: flag }) => {
      const known = WHATS.find((one) => one === what);
      return known === undefined ? [] : [{ what: known, path: textOf(path), ...(flag === true ? { unpredicted: true } : {}) }];
    }),
    counts: { ...countsOf(counts), unpredicted: countOf(unpredicted) },
    ignored: listOf(ignored).map((one) => ({ path: textOf(one.path), ...countsOf(one), unpredicted: countOf(one.unpredicted) })),
    missing: listOf(missing).map(({ says, because }) => ({
      says: textOf(says),
      ...(because === undefined ? {} : { because: textOf(because) }),
    })),
    ...(typeof incomplete === 'number' ? { incomplete: countOf(incomplete) } : {}),
    ...(unpredictedProcesses === true ? { unpredictedProcesses } : {}),
  };
}

function countsOf(value: unknown): Pick<Receipt['counts'], 'created' | 'changed' | 'deleted'> {
  const { created, changed, deleted } = fieldsOf(value);
  return { created: countOf(created), changed: countOf(changed), deleted: countOf(deleted) };
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}
