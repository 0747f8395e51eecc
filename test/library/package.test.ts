// The package as it would be published: what looks at packages for a living finds nothing wrong with it. ESM only, on purpose.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { scratch } from '../helpers/scratch.ts';

const root = join(import.meta.dirname, '../..');

const options = { cwd: root, preferLocal: true, all: true, reject: false } as const;

test('publint finds nothing', async () => {
  const { exitCode, all } = await execa('publint', ['--strict', '--pack', 'false'], options);
  assert.equal(exitCode, 0, all);
  assert.match(all, /All good!/);
});

test('are the types wrong? No', async (t) => {
  const place = scratch(t);
  const { stdout } = await execa('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', place.cwd], { cwd: root });
  const { exitCode, all } = await execa(
    'attw',
    [join(place.cwd, stdout.trim()), '--profile', 'esm-only', '--format', 'json'],
    options,
  );
  assert.equal(exitCode, 0, all);
  const { entrypoints } = JSON.parse(all).analysis;
  for (const resolution of ['node16-esm', 'bundler']) {
    const { resolution: found, visibleProblems } = entrypoints['.'].resolutions[resolution];
    assert.match(found.fileName, /\.d\.ts$/, resolution);
    assert.deepEqual(visibleProblems, [], resolution);
  }
});

test('the declarations stand alone: they name no package', () => {
  const seen = new Set([join(root, 'dist/types/index.d.ts')]);
  const named = new Set<string>();
  // A set may grow while it is walked.
  for (const file of seen) {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const [, from = ''] of code.matchAll(/(?:\bfrom |import\()['"]([^'"]+)['"]/g)) {
      if (from.startsWith('.')) seen.add(join(file, '..', from.replace(/\.ts$/, '.d.ts')));
      else if (!from.startsWith('node:')) named.add(`${from} in ${file.slice(root.length)}`);
    }
  }
  assert.ok(seen.size > 50);
  assert.deepEqual([...named], []);
});
