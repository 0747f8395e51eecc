// Code made to break a reader: it is read or told to be opaque, it never throws, and danger behind it is never allowed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { read } from './effects-of.ts';
import { HOSTILE, WHOLE } from './hostile-code.ts';
import { verdictOf } from './verdict-of.ts';

const SEED = 20_261_121;

/** What follows the large code, and is never allowed. */
const DANGER: Readonly<Record<string, string>> = {
  bash: 'rm -rf /home/ann/data',
  python: 'import os; os.system("rm -rf /home/ann/data")',
  node: ';process.getBuiltinModule("child_process").execSync("rm -rf /home/ann/data")',
  typescript: ';process.getBuiltinModule("child_process").execSync("rm -rf /home/ann/data")',
};

for (const [tool, { open, large }] of Object.entries(HOSTILE)) {
  test(`${tool}: what is never closed is opaque`, async () => {
    const silent: string[] = [];
    for (const [name, code] of open) {
      const { effects } = await read(code, tool);
      if (!effects.some(({ kind }) => kind === 'opaque')) silent.push(name);
    }
    assert.deepEqual(silent, []);
  });

  test(`${tool}: danger behind what is deep or large is never allowed`, async () => {
    const allowed: string[] = [];
    for (const [name, code] of large) {
      const { decision, why } = await verdictOf(`${code}\n${DANGER[tool]}`, tool);
      if (decision === 'allow') allowed.push(`${name}: ${why.slice(0, 200)}`);
    }
    assert.deepEqual(allowed, []);
  });

  test(`${tool}: a block cut anywhere never throws, and is opaque where it cannot be read`, async () => {
    const whole = WHOLE[tool] ?? '';
    for (let end = 0; end < whole.length; end += 7) await read(whole.slice(0, end), tool);
    assert.ok((await read(`${whole}\n(`, tool)).effects.some(({ kind }) => kind === 'opaque'));
  });

  test(`${tool}: random characters, and pieces of real code in random order, never throw`, async () => {
    const words = (WHOLE[tool] ?? '').split(/\b/);
    const texts = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString()),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ maxLength: 200 }),
      fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((list) => list.join('')),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (code) => {
        await read(code, tool);
      }),
      { seed: SEED, numRuns: 600 },
    );
  });
}
