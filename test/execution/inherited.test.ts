// What is open where approve-run is started, and what of it a block has: nothing, however far up its number.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BINARY } from '../helpers/approve-run.ts';
import { noSandbox, runBlocks } from '../helpers/sandboxed.ts';
import { scratch } from '../helpers/scratch.ts';

const CODE =
  'ls /proc/self/fd; for d in /proc/self/fd/*; do [ -d "$d/." ] && touch "$d/marker" && echo REACHED; done 2>/dev/null';

for (const args of [[], ['--sandbox']]) {
  const skip = args.length > 0 && noSandbox();
  test(`a block has no descriptor of whoever started approve-run ${args}`, { skip }, async (t) => {
    const place = scratch(t);
    const outside = join(place.home, 'outside');
    mkdirSync(outside);
    const start = ['bash', '-c', 'exec "$@" 15<"$0" 63<"$0" 200<"$0"', outside, process.execPath, BINARY];
    const [result] = await runBlocks(place, [['bash', CODE]], args, { start });
    assert.match(result?.text ?? '', /^0\n1\n2\n/);
    assert.doesNotMatch(result?.text ?? '', /REACHED|^(?:15|63|200)$/m);
    assert.deepEqual(readdirSync(outside), []);
  });
}
