// For every list of words, what runs in restricted mode is a program with exactly these words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainCommand } from '../../../src/assemble/shell-tool/plain-command.ts';
import { scratch } from '../../helpers/scratch.ts';
import { series } from '../../helpers/series.ts';
import { shellHere } from '../../helpers/shell-tool.ts';

const SIGNS = [...`'"\\$\`|&;<>(){}[]*?~!#=+@%^:,.-/ \t`, '$(touch p)', '`touch p`', '-v', 'a[$(touch p)]', '--', 'é', '🙂'];
const word = fc.array(fc.constantFrom(...SIGNS, 'a', 'b'), { maxLength: 8 }).map((pieces) => pieces.join(''));

test('every list of words arrives as it is', async (t) => {
  const place = scratch(t);
  const shell = shellHere(place, { blocked: [], maxOutput: 1_000_000 });
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 6 }), async (words) => {
      const written = plainCommand(['printf', '%s\\0', ...words]).slice('exec '.length);
      assert.deepEqual((await shell.run(written)).split('\0').slice(0, -1), words);
    }),
    { numRuns: series(600) },
  );
  assert.equal(shell.has('p'), false);
});

for (const [command, says] of [
  ["eval 'touch p'", /eval: not found\n\[exit code: 127\]$/],
  ["'.' ./p.sh", /\[exit code: 12[67]\]$/],
  ['exec touch', /exec: not found\n\[exit code: 127\]$/],
  ["declare 'a[$(touch p)]=1'", /declare: not found\n\[exit code: 127\]$/],
  ["test -v 'a[$(touch p)]'", /test: |\[exit code: [12]\]$/],
  ["printf -v 'a[$(touch p)]' x", /./],
  ["let 'a[$(touch p)]=1'", /let: not found\n\[exit code: 127\]$/],
] as const) {
  test(`no builtin reads its words anew: ${command}`, async (t) => {
    const place = scratch(t);
    place.write('p.sh', 'touch p\n');
    const shell = shellHere(place, { allowed: [command.split(' ')[0] ?? ''] });
    assert.match(await shell.run(command), says);
    assert.equal(shell.has('p'), false);
  });
}
