// The examples about models, compiled and run as somebody would who installed the package.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { compileAsConsumer } from '../helpers/consumer.ts';
import { cleanEnv, scratch } from '../helpers/scratch.ts';

const folder = join(import.meta.dirname, '../../examples/library');

/** Name, and what it prints. */
const PRINTS: readonly (readonly [string, string])[] = [
  [
    'scripted-model',
    `1 [{"type":"text","text":"Forty-two."}]
2 [{"type":"reasoning","text":"6 times 7 is 42."},{"type":"text","text":"{\\"answer\\":42}"}]
3 [{"type":"text","text":"You asked: What is 6 times 7?"}]
replayed [{"text":"Forty-two.","type":"text"}]`,
  ],
  ['model-judge', 'approved: model scripted/model: It prints one word.\ndenied: model scripted/model: It talks to the judge.\n3'],
];

test('the examples about models', async (t) => {
  const place = scratch(t);
  for (const [name] of PRINTS) place.write(`${name}.ts`, readFileSync(join(folder, `${name}.ts`)));
  const files = PRINTS.map(([name]) => `${name}.ts`);
  assert.equal(await compileAsConsumer(place, files), '');
  for (const [name, prints] of PRINTS) {
    const options = { cwd: place.cwd, env: cleanEnv(place), extendEnv: false, stdin: 'ignore', reject: false } as const;
    const { stdout, stderr, exitCode } = await execa(process.execPath, [`out/${name}.js`], options);
    assert.deepEqual([stdout, stderr, exitCode], [prints, '', 0], name);
  }
});
