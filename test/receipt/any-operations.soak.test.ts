// Random operations on files in; a receipt that names all that became of them, and nothing else, out.
import assert from 'node:assert/strict';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { receiptOf } from '../helpers/receipt.ts';
import { scratch } from '../helpers/scratch.ts';
import { series } from '../helpers/series.ts';

const path = fc.constantFrom('a', 'b', 'c', 'd', 'd/a', 'd/b', 'd/e', 'd/e/a', 'f/a', 'f/g/h', 'é', 'x y');

/** Quoted words only: nothing that they make lies outside of the folder. */
const operation = fc.oneof(
  fc.tuple(path, fc.constantFrom('1', '2', '33')).map(([to, text]) => `printf ${text} > '${to}'`),
  path.map((to) => `printf 4 >> '${to}'`),
  path.map((to) => `mkdir -p '${to}'`),
  path.map((to) => `rm -r '${to}'`),
  fc.tuple(path, path).map(([from, to]) => `mv '${from}' '${to}'`),
  fc.tuple(path, path).map(([from, to]) => `cp -r '${from}' '${to}'`),
  fc.tuple(path, path).map(([from, to]) => `ln -s '${from}' '${to}'`),
  fc.tuple(path, fc.constantFrom('600', '755')).map(([to, mode]) => `chmod ${mode} '${to}'`),
  path.map((to) => `touch -d 2001-01-01 '${to}'`),
);

test('a receipt is complete and exact', async (t) => {
  const lists = fc.array(operation, { minLength: 1, maxLength: 12 });
  let round = 0;
  const property = fc.asyncProperty(lists, lists, async (setUp, does) => {
    const { cwd } = scratch(t);
    round += 1;
    const folder = join(cwd, `round-${round}`);
    mkdirSync(folder);
    await receiptOf(quietly(setUp), { cwd: folder, policy: 'allow-all' });
    const before = snapshot(folder);
    const { files } = await receiptOf(quietly(does), { cwd: folder, policy: 'allow-all' });
    const after = snapshot(folder);
    const told = (what: string) =>
      files
        .filter((file) => file.what === what)
        .map((file) => file.path.replace(/\/$/, ''))
        .sort();
    assert.deepEqual(told('created'), [...after.keys()].filter((one) => !before.has(one)).sort());
    assert.deepEqual(told('deleted'), [...before.keys()].filter((one) => !after.has(one)).sort());
    const both = [...after.keys()].filter((one) => before.has(one)).sort();
    assert.deepEqual(
      told('changed'),
      both.filter((one) => before.get(one) !== after.get(one)),
    );
  });
  await fc.assert(property, { numRuns: series(300), endOnFailure: true });
});

/** Whatever fails is no fault of the block. */
function quietly(operations: readonly string[]): string {
  return `${operations.map((one) => `{ ${one}; } 2>/dev/null`).join('\n')}\ntrue`;
}

/** What can be known of each entry: its rights, and of what is no folder which one it is, its content and when it changed. */
function snapshot(folder: string): ReadonlyMap<string, string> {
  return new Map(
    walk(folder, '').map((name) => {
      const at = join(folder, name);
      const stats = lstatSync(at, { bigint: true });
      const content = stats.isFile() ? readFileSync(at, 'latin1') : stats.isSymbolicLink() ? readlinkSync(at) : '';
      const which = stats.isDirectory() ? '' : `${stats.ino} ${stats.ctimeNs}`;
      return [name, [which, stats.mode, content].join(' ')];
    }),
  );
}

/** Node's own, recursive, follows links. */
function walk(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    return entry.isDirectory() ? [path, ...walk(folder, path)] : [path];
  });
}
