// Every file of examples/library, compiled and run as somebody would who installed the package: no key, no terminal, a home of its own.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { compileAsConsumer } from '../helpers/consumer.ts';
import { cleanEnv, scratch } from '../helpers/scratch.ts';

const folder = join(import.meta.dirname, '../../examples/library');

/** Name, and what it prints. */
const PRINTS: readonly (readonly [string, string | RegExp])[] = [
  ['console-approval', /^block 1: approved, It changes nothing\.\n\d+\nblock 2: failed, .*there is no terminal.*\n1 run, 1 not$/],
  [
    'http-approver',
    `asked about: "echo hello\\n", which changes nothing
asked about: "mkdir made\\n", which writes made
denied: hello
Code execution was not approved. Reason: not while nobody looks`,
  ],
  ['local-executor', 'approved: is saved as ./sums.py\napproved: runs the module sums\nThe mean is 30.0\n (workDir)/sums.py'],
  ['model-judge', 'approved: model scripted/model: It prints one word.\ndenied: model scripted/model: It talks to the judge.\n3'],
  ['own-executor', 'ok hello from elsewhere\n'],
  [
    'scripted-model',
    `1 [{"type":"text","text":"Forty-two."}]
2 [{"type":"reasoning","text":"6 times 7 is 42."},{"type":"text","text":"{\\"answer\\":42}"}]
3 [{"type":"text","text":"You asked: What is 6 times 7?"}]
replayed [{"text":"Forty-two.","type":"text"}]`,
  ],
  [
    'shell-tool',
    /\nbuy milk\n(?:.*\n)*\$ cat \.env\nDenied, not run: (?:.*\n)*\$ git status\n.*\nDenied, not run: no git today$/,
  ],
  [
    'tool-approval',
    /\nSun in Rome\n(?:.*\n)*Seaside, for 2\n(?:.*\n)*remembered: \[ \{ toolName: 'weather', width: 'tool' \} \]$/,
  ],
];

test('the examples of the library', async (t) => {
  const files = readdirSync(folder).sort();
  assert.deepEqual(
    files,
    PRINTS.map(([name]) => `${name}.ts`),
  );
  const place = scratch(t);
  for (const file of files) place.write(file, readFileSync(join(folder, file)));
  assert.equal(await compileAsConsumer(place, files), '');
  const options = {
    cwd: place.cwd,
    env: cleanEnv(place),
    extendEnv: false,
    stdin: 'ignore',
    timeout: 60_000,
    reject: false,
  } as const;
  for (const [name, prints] of PRINTS) {
    await t.test(name, async () => {
      const { stdout, stderr, exitCode } = await execa(process.execPath, [`out/${name}.js`], options);
      assert.deepEqual([stderr, exitCode], ['', 0], stdout);
      if (typeof prints === 'string') assert.equal(stdout, prints);
      else assert.match(stdout, prints);
    });
  }
});
