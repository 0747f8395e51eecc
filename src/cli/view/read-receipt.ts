// What a journal has as a receipt in, a receipt out. Anybody may have written it: whatever is none is left out.
import { fieldsOf, listOf, numberOf, textOf } from '../../journal/read-field.ts';
import type { FileChange, Receipt } from '../../types.ts';

const WHATS: readonly FileChange['what'][] = ['created', 'changed', 'deleted'];

/** @returns Undefined where there is none. */
export function readReceipt(value: unknown): Receipt | undefined {
  const { files, counts, ignored, missing, incomplete, unpredictedProcesses } = fieldsOf(value);
  if (!Array.isArray(files)) return undefined;
  const { unpredicted } = fieldsOf(counts);
  return {
    files: files.map(fieldsOf).flatMap(({ what, path, unpredicted: flag }) => {
      const known = WHATS.find((one) => one === what);
      return known === undefined ? [] : [{ what: known, path: textOf(path), ...(flag === true ? { unpredicted: true } : {}) }];
    }),
    counts: { ...countsOf(counts), unpredicted: numberOf(unpredicted) },
    ignored: listOf(ignored)
      .map(fieldsOf)
      .map((one) => ({ path: textOf(one.path), ...countsOf(one), unpredicted: numberOf(one.unpredicted) })),
    missing: listOf(missing)
      .map(fieldsOf)
      .map(({ says, because }) => ({
        says: textOf(says),
        ...(because === undefined ? {} : { because: textOf(because) }),
      })),
    ...(typeof incomplete === 'number' ? { incomplete: numberOf(incomplete) } : {}),
    ...(unpredictedProcesses === true ? { unpredictedProcesses } : {}),
  };
}

function countsOf(value: unknown): Pick<Receipt['counts'], 'created' | 'changed' | 'deleted'> {
  const { created, changed, deleted } = fieldsOf(value);
  return { created: numberOf(created), changed: numberOf(changed), deleted: numberOf(deleted) };
}
