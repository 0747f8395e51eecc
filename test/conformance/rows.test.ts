// The titles of the conformance tests in; nothing out while every row of the list, and every weakness with a fix here, has a test.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { titlesOf } from '../helpers/titles.ts';

/** Numbers of the list, first and last. 16-21 and 56-59 are of teams, 51-55 of Docker, 101-104 and 106 of what has no place here. */
const ROWS: readonly (readonly [number, number])[] = [
  [1, 15],
  [22, 50],
  [60, 100],
  [105, 105],
];
/** 26 is of Docker, 28 of teams, 30 of Windows. */
const WEAKNESSES: readonly (readonly [number, number])[] = [
  [1, 25],
  [27, 27],
  [29, 29],
];

const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts') && !import.meta.filename.endsWith(name))
  .map((name) => join(import.meta.dirname, name));
const titles = await titlesOf(files);

test('every row of the conformance list has a test', () => assert.deepEqual(without(ROWS, ''), []));

test('every weakness that has a fix has a test', () => assert.deepEqual(without(WEAKNESSES, 'd'), []));

function without(ranges: readonly (readonly [number, number])[], letter: string): readonly string[] {
  return ranges
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => `${letter}${first + at}.`))
    .filter((row) => !titles.some((title) => title.startsWith(`${row} `)));
}
