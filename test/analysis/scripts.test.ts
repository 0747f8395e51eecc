// Scripts of the project that a block runs are read with it: whatever starts them, two deep, and only from what is given.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseWithScripts } from '../../src/analysis/with-scripts.ts';
import type { Effect } from '../../src/effects.ts';
import { PLACE } from './effects-of.ts';

const REMOVES = 'rm -rf ~/data';
const FILES: Readonly<Record<string, string>> = {
  'x.sh': `#!/bin/bash\n${REMOVES}`,
  tool: `#!/usr/bin/env python3\nimport os\nos.system("${REMOVES}")`,
  'x.py': `import os; os.system("${REMOVES}")`,
  'x.js': `require("child_process").execSync("${REMOVES}")`,
  'bin/rails': '#!/usr/bin/env ruby\nputs 1',
  'outer.sh': 'bash x.sh',
  'deep.sh': 'bash outer.sh',
  'here.sh': 'cd "$(dirname "$0")" && rm -rf build',
  'env.sh': 'DIR=build',
  Makefile: `OUT := build\nall: clean\n\techo $(OUT)\nclean:\n\trm -rf $(OUT)\nnuke: ; ${REMOVES}\nunset:\n\trm -rf $(NOWHERE)/x\n`,
  'package.json': JSON.stringify({ scripts: { test: 'echo ok', nuke: REMOVES, prebuild: REMOVES, build: 'tsc' } }),
  'sub/package.json': JSON.stringify({ scripts: { test: 'rm -rf cache' } }),
};

async function scriptEffects(
  code: string,
  tool = 'bash',
): Promise<{ lines: string[]; effects: readonly Effect[]; asked: string[] }> {
  const asked: string[] = [];
  const { effects } = await analyseWithScripts(code, tool, PLACE, async (path) => {
    asked.push(path);
    const text = FILES[path.replace(`${PLACE.cwd}/`, '')];
    return text === undefined ? {} : { text };
  });
  return {
    effects,
    asked,
    lines: effects.filter(({ kind }) => kind !== 'execute').map(({ kind, where, path }) => `${kind} ${where} ${path ?? ''}`),
  };
}

const HOME = 'delete home /home/ann/data';
const inside = (name: string) => `delete inside ${PLACE.cwd}/${name}`;

const ROWS: readonly (readonly [code: string, tool: string, ...expected: string[]])[] = [
  ['bash x.sh', 'bash', HOME],
  ['./x.sh', 'bash', HOME],
  ['chmod 700 x.sh; sh -e ./x.sh arg', 'bash', `permissions inside ${PLACE.cwd}/x.sh`, HOME],
  ['. ./x.sh', 'bash', HOME],
  ['./tool', 'bash', HOME],
  ['python3 x.py --flag', 'bash', HOME],
  ['node x.js', 'bash', HOME],
  ['cd sub && bash ../x.sh', 'bash', HOME],
  ['bash outer.sh', 'bash', HOME],
  ['bash here.sh', 'bash', inside('build')],
  ['. ./env.sh; rm -rf "$DIR"', 'bash', inside('build')],
  ['make', 'bash', inside('build')],
  ['make nuke', 'bash', HOME],
  ['make clean OUT=dist', 'bash', inside('dist')],
  ['make unset', 'bash', 'delete dynamic '],
  ['make -n nuke', 'bash'],
  ['npm test', 'bash'],
  ['npm run nuke', 'bash', HOME],
  ['npm run build', 'bash', HOME],
  ['pnpm nuke', 'bash', HOME],
  ['yarn run nuke', 'bash', HOME],
  ['npm test --prefix sub', 'bash', `delete inside ${PLACE.cwd}/sub/cache`],
  ['import subprocess; subprocess.run(["bash", "x.sh"])', 'python', HOME],
  ['require("child_process").execFileSync("python3", ["x.py"])', 'node', HOME],
  // Nobody reads Ruby; a program of the project in it is a program like any other.
  ['bin/rails about', 'bash'],
  ['bash missing.sh', 'bash'],
];

for (const [code, tool, ...expected] of ROWS)
  test(`${tool}: ${code}`, async () => assert.deepEqual((await scriptEffects(code, tool)).lines, expected));

test('a script that a script of a script runs is not read any more', async () => {
  const { lines, asked } = await scriptEffects('bash deep.sh');
  assert.deepEqual(lines, []);
  assert.deepEqual(
    asked,
    ['deep.sh', 'outer.sh'].map((name) => `${PLACE.cwd}/${name}`),
  );
});

test('only files below the folder, or in the temporary one, are asked for', async () => {
  const { asked } = await scriptEffects('bash ../x.sh; bash ~/x.sh; bash /etc/rc.local; bash "$X"; ls; cat x.sh');
  assert.deepEqual(asked, []);
});

test('what the block itself writes there counts, not what was there before', async () => {
  assert.deepEqual((await scriptEffects('echo "rm -rf build" > x.sh; bash x.sh')).lines, [
    `overwrite inside ${PLACE.cwd}/x.sh`,
    inside('build'),
  ]);
});

test('a script that cannot be told is opaque, with the reason', async () => {
  const { effects } = await analyseWithScripts('bash x.sh', 'bash', PLACE, async () => ({ why: 'is too long to be read' }));
  assert.ok(
    effects.some(({ kind, says }) => kind === 'opaque' && says.includes('x.sh is too long')),
    JSON.stringify(effects),
  );
});

test('the effects of a script belong to the command that runs it', async () => {
  const { effects } = await scriptEffects('echo hi\nbash x.sh');
  const found = effects.find(({ kind }) => kind === 'delete');
  assert.deepEqual([found?.line, found?.via], [2, ['bash', 'rm']]);
});
