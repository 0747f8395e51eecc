// A recorded run in; what tells every sink, after each block of its replay, whether it came out as it did then, out.
import type { Emit, RunEvent } from '../../events.ts';
import type { KeptOutput } from '../../journal/output-files.ts';
import type { CodeBlock } from '../../types.ts';
import { compareResults } from './compare-results.ts';
import type { Place } from './place.ts';

const { createHash } = process.getBuiltinModule('node:crypto');

export function compareRun(place: Place): (emit: Emit) => Emit {
  const counts = { same: 0, differ: 0, added: 0 };
  let output: ReturnType<typeof keptOutput> | undefined;

  async function compare({ block, result }: RunEvent & { type: 'block-finished' }, emit: Emit): Promise<void> {
    const before = place.recorded(block)?.result;
    const sameBytes = output?.isSame();
    output = undefined;
    if (before === undefined) {
      counts.added += 1;
      return;
    }
    const comparison = compareResults(before, result, sameBytes);
    counts[comparison.same ? 'same' : 'differ'] += 1;
    await emit({ type: 'block-compared', block, ...comparison });
  }

  return (emit) => async (event) => {
    place.sees(event);
    if (event.type === 'block-started') output = keptThen(event.block);
    if (event.type === 'block-output') output?.push(event.chunk);
    if (event.type === 'run-finished') {
      const missing = place.results - counts.same - counts.differ;
      await emit({ type: 'run-compared', ...counts, missing });
    }
    await emit(event);
    if (event.type === 'block-finished') await compare(event, emit);
  };

  function keptThen(block: CodeBlock) {
    const kept = place.recorded(block)?.kept;
    return kept && keptOutput(kept);
  }
}

/** What a journal kept of a long output: of this one, it is as many bytes, with the same digest. */
function keptOutput({ bytes, digest }: KeptOutput) {
  const hash = createHash('sha256');
  let seen = 0;
  return {
    push(chunk: Buffer): void {
      const part = chunk.subarray(0, bytes - seen);
      hash.update(part);
      seen += part.length;
    },
    isSame: () => seen === bytes && hash.digest('hex') === digest,
  };
}
