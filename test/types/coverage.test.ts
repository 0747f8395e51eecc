// The door of the library in; nothing out while a type test beside this one is about each name that it gives.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const src = join(import.meta.dirname, '../../src');
const tests = readdirSync(import.meta.dirname)
  .filter((name) => name !== 'coverage.test.ts')
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));

test('a type test is about each public name', () => {
  const checked = new Set(tests.flatMap(subjectsOf));
  const names = exportsOf('index.ts');
  assert.ok(names.includes('CodeExecutor') && names.includes('approvalRequired'), 'both ways to export are understood');
  assert.deepEqual(
    names.filter((name) => !checked.has(name)),
    [],
  );
});

test('type tests take everything through the door', () => {
  const doors = tests.flatMap((text) => [...text.matchAll(/ from '(\.[^']*)'/g)].map(([, from]) => from));
  assert.deepEqual([...new Set(doors)], ['../../src/index.ts']);
});

/** Words of what is expected to have a type, or to be enough for one; a name inside the type that another equals does not count. */
function subjectsOf(text: string): readonly string[] {
  const subjects = text.matchAll(/(?:expectTypeOf|toExtend)(?:<([^;]*?)>\(\)|\(([^;]*?)\))\s*[.;]/g);
  return [...subjects].flatMap(([, type = '', value = '']) => `${type} ${value}`.match(/\w+/g) ?? []);
}

/** Every name that a file exports, also those of files that it passes on whole. */
function exportsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const declared = [...text.matchAll(/^export (?:declare )?(?:async )?(?:const|function|class|interface|type) (\w+)/gm)];
  const listed = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) => list.split(','));
  const whole = [...text.matchAll(/^export (?:type )?\* from '(.*)';/gm)].flatMap(([, from = '']) => exportsOf(from));
  return [
    ...declared.map(([, name = '']) => name),
    ...listed.map((name) => name.trim().replace(/^type /, '')).filter((name) => name !== ''),
    ...whole,
  ];
}
