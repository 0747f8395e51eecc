// The package as it would be published: what looks at packages for a living finds nothing wrong with it. ESM only, on purpose.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { scratch } from '../helpers/scratch.ts';

const root = join(import.meta.dirname, '../..');

async function bin(name: string, ...args: readonly string[]) {
  const { all, exitCode } = await execa(join(root, 'node_modules/.bin', name), args, { cwd: root, all: true, reject: false });
  return { exitCode, says: all };
}

test('publint finds nothing', async () => {
  const { exitCode, says } = await bin('publint', '--strict', '--pack', 'false');
  assert.equal(exitCode, 0, says);
  assert.match(says, /All good!/);
});

test('are the types wrong? No', async (t) => {
  const place = scratch(t);
  const { stdout } = await execa('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', place.cwd], { cwd: root });
  const { exitCode, says } = await bin('attw', join(place.cwd, stdout.trim()), '--profile', 'esm-only', '--no-emoji');
  assert.equal(exitCode, 0, says);
  assert.match(says, /node16 \(from ESM\): OK/);
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
