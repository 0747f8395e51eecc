// Every single-byte change of a journal of 100 lines, every deletion, swap, insertion, re-numbering, and truncation at every byte: found,
// and the line that is named is the first that is another than it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf, type LineFacts } from '../../src/journal/chain.ts';
import { firstBreak } from '../../src/journal/first-break.ts';
import { splitLines } from '../../src/journal/split-lines.ts';
import { series } from '../helpers/series.ts';
import { breakIn, bytesOf, chainOf, endOf } from './chains.ts';

const LINES = chainOf(100);
const BYTES = bytesOf(LINES);
const END = endOf(LINES);
/** What is told of lines that nobody touched is told once. */
const FACTS = LINES.map((line) => factsOf(line));
const LINE_FEED = 10;

/** The first line, from 1, that is another one. */
function firstOther(after: readonly Buffer[]): number {
  const at = after.findIndex((line, index) => LINES[index]?.equals(line) !== true);
  return (at < 0 ? after.length : at) + 1;
}

test('as it was written, nothing is found', () => {
  assert.equal(breakIn(BYTES, END), undefined);
  assert.equal(breakIn(BYTES, undefined), undefined);
});

test('each byte, changed to another one', () => {
  const check = (at: number, value: number) => {
    const line = LINES[at];
    if (line === undefined) throw new Error(`no line ${at}`);
    return (offset: number) => {
      const changed = Buffer.concat([line, Buffer.from('\n')]);
      changed[offset] = value;
      const { lines, torn } = splitLines(Buffer.concat([changed, ...(changed.at(-1) === LINE_FEED ? [] : [following(at)])]));
      const swallowed = changed.at(-1) === LINE_FEED ? at + 1 : at + 2;
      const all: LineFacts[] = [...FACTS.slice(0, at), ...lines.map((one) => factsOf(one)), ...FACTS.slice(swallowed)];
      const found = firstBreak({ lines: all, torn: torn && factsOf(torn), ends: [END], keyed: false });
      assert.equal(found?.line, at + 1, `byte ${offset} of line ${at + 1} made ${value}: ${found?.line} ${found?.what}`);
    };
  };
  const following = (at: number) =>
    at + 1 < LINES.length ? Buffer.concat([LINES[at + 1] ?? Buffer.alloc(0), Buffer.from('\n')]) : Buffer.alloc(0);
  let changes = 0;
  for (const [at, line] of LINES.entries()) {
    for (let offset = 0; offset <= line.length; offset += 1) {
      const now = offset < line.length ? (line[offset] ?? 0) : LINE_FEED;
      for (const value of valuesFor(now)) {
        check(at, value)(offset);
        changes += 1;
      }
    }
  }
  assert.ok(changes >= BYTES.length * 3);
});

/** A tenth of the time: those next to it, and those that mean something. */
function valuesFor(now: number): readonly number[] {
  const all = series(255) === 255 ? Array.from({ length: 256 }, (_, value) => value) : [now ^ 1, 0, LINE_FEED, 34];
  return all.filter((value) => value !== now);
}

const EDITS: readonly { readonly what: string; readonly change: (at: number) => readonly Buffer[] }[] = [
  { what: 'deleted', change: (at) => LINES.toSpliced(at, 1) },
  { what: 'written twice', change: (at) => LINES.toSpliced(at, 0, line(at)) },
  { what: 'another one of its kind put before it', change: (at) => LINES.toSpliced(at, 0, forged(at)) },
  { what: 'the first one put before it', change: (at) => LINES.toSpliced(at, 0, line(0)) },
  { what: 'an empty one put before it', change: (at) => LINES.toSpliced(at, 0, Buffer.alloc(0)) },
  { what: 'emptied', change: (at) => LINES.with(at, Buffer.alloc(0)) },
  { what: 'edited, its hash beside', change: (at) => LINES.with(at, forged(at)) },
  {
    what: 're-numbered',
    change: (at) =>
      LINES.with(
        at,
        Buffer.from(
          line(at)
            .toString()
            .replace(/"n":\d+/, `"n":${at + 1}`),
        ),
      ),
  },
  { what: 're-numbered from here on', change: (at) => LINES.map((one, index) => (index < at ? one : numbered(one, index + 1))) },
  { what: 'swapped with the next', change: (at) => (at < 99 ? LINES.with(at, line(at + 1)).with(at + 1, line(at)) : []) },
  { what: 'swapped with one far away', change: (at) => swapped(at, (at + 37) % 100) },
];

for (const { what, change } of EDITS)
  test(`each line, ${what}`, () => {
    for (let at = 0; at < LINES.length; at += 1) {
      const after = change(at);
      const found = breakIn(bytesOf(after), END);
      assert.equal(found?.line, firstOther(after), `line ${at + 1}: ${found?.line} ${found?.what}`);
    }
  });

test('cut at each byte', () => {
  for (const [at, line] of LINES.entries()) {
    for (let length = 0; length <= line.length; length += 1) {
      const torn = length === 0 ? undefined : factsOf(line.subarray(0, length));
      const found = firstBreak({ lines: FACTS.slice(0, at), torn, ends: [END], keyed: false });
      assert.equal(found?.line, at + 1, `${length} bytes of line ${at + 1} are left`);
    }
  }
  assert.equal(breakIn(BYTES.subarray(0, 1000), END)?.what, 'is cut in the middle');
});

test('lines added at the end', () => {
  for (const more of [Buffer.from('{}'), Buffer.from('x'), forged(100), line(99)])
    assert.equal(breakIn(bytesOf([...LINES, more]), END)?.line, 101);
  assert.equal(breakIn(Buffer.concat([BYTES, Buffer.from('x')]), END)?.line, 101);
});

function line(at: number): Buffer {
  return LINES[at] ?? Buffer.alloc(0);
}

/** It fits the line before. */
function forged(at: number): Buffer {
  const prev = at === 0 ? '0'.repeat(64) : endOf(LINES.slice(0, at)).head;
  return Buffer.from(JSON.stringify({ v: 1, n: at, time: '2026-01-01T00:00:00.000Z', mono: 1, prev, type: 'block-decided' }));
}

function numbered(one: Buffer, n: number): Buffer {
  return Buffer.from(one.toString().replace(/"n":\d+/, `"n":${n}`));
}

function swapped(one: number, other: number): readonly Buffer[] {
  return LINES.with(one, line(other)).with(other, line(one));
}
