// Dangerous code in any dress is never allowed; ordinary code, and dangerous text that is only data, is never denied.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Dressing, type Pick, player } from './dress.ts';
import { BASH_DATA, BASH_NESTINGS, BASH_SURROUNDINGS, BASH_WRAPPERS, line } from './dress-bash.ts';
import {
  JAVASCRIPT_DATA,
  JAVASCRIPT_EVALS,
  JAVASCRIPT_SURROUNDINGS,
  javascriptCall,
  javascriptImport,
} from './dress-javascript.ts';
import { PYTHON_DATA, PYTHON_DRESSINGS, pythonCall } from './dress-python.ts';
import {
  DANGEROUS_JAVASCRIPT,
  DANGEROUS_LINES,
  DANGEROUS_PYTHON,
  DANGEROUS_TEXTS,
  SAFE_JAVASCRIPT,
  SAFE_LINES,
  SAFE_PYTHON,
} from './dressing-blocks.ts';
import { verdictOf } from './verdict-of.ts';

const SEED = 20_261_121;
const BASH_DRESSINGS = [...BASH_NESTINGS, ...BASH_SURROUNDINGS];
const JAVASCRIPT_DRESSINGS = [...JAVASCRIPT_EVALS, ...JAVASCRIPT_SURROUNDINGS];

/** A block from its core and dressings around it, innermost first. */
function dressed<T>(
  cores: readonly T[],
  write: (core: T, pick: Pick) => string,
  dressings: readonly Dressing[],
): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...cores),
      fc.array(fc.constantFrom(...dressings), { maxLength: 3 }),
      fc.array(fc.nat(9_999), { minLength: 24, maxLength: 24 }),
    )
    .map(([core, around, tape]) => {
      const pick = player(tape);
      return around.reduce((code, dressing) => dressing(code, pick), write(core, pick));
    });
}

const wrapped = (words: (typeof DANGEROUS_LINES)[number], pick: Pick) =>
  line(words, BASH_WRAPPERS.filter(() => pick(6) === 0).slice(0, 2), pick);

type Row = readonly [tool: string, blocks: fc.Arbitrary<string>, rounds: number];

const DANGEROUS: readonly Row[] = [
  ['bash', dressed(DANGEROUS_LINES, wrapped, BASH_DRESSINGS), 1_500],
  ['python', dressed(DANGEROUS_PYTHON, pythonCall, PYTHON_DRESSINGS), 1_000],
  ['node', dressed(DANGEROUS_JAVASCRIPT, javascriptCall, JAVASCRIPT_DRESSINGS), 1_000],
  ['typescript', dressed(DANGEROUS_JAVASCRIPT, javascriptImport, JAVASCRIPT_SURROUNDINGS), 500],
];

for (const [tool, blocks, numRuns] of DANGEROUS) {
  test(`${tool}: what is dangerous is never allowed, however it is dressed`, () =>
    fc.assert(
      fc.asyncProperty(blocks, async (code) => {
        const { decision, why } = await verdictOf(code, tool);
        assert.notEqual(decision, 'allow', `${code}\n${why}`);
      }),
      { seed: SEED, numRuns },
    ));
}

const SAFE: readonly (readonly [name: string, ...row: Row])[] = [
  ['ordinary code', 'bash', dressed(SAFE_LINES, wrapped, BASH_DRESSINGS), 700],
  ['ordinary code', 'python', dressed(SAFE_PYTHON, pythonCall, PYTHON_DRESSINGS), 500],
  ['ordinary code', 'node', dressed(SAFE_JAVASCRIPT, javascriptCall, JAVASCRIPT_DRESSINGS), 500],
  ['ordinary code', 'typescript', dressed(SAFE_JAVASCRIPT, javascriptImport, JAVASCRIPT_SURROUNDINGS), 300],
  ['dangerous text as data', 'bash', data(DANGEROUS_TEXTS, BASH_DATA, BASH_SURROUNDINGS), 500],
  ['dangerous text as data', 'python', data(DANGEROUS_TEXTS, PYTHON_DATA, PYTHON_DRESSINGS), 400],
  ['dangerous text as data', 'node', data(DANGEROUS_TEXTS, JAVASCRIPT_DATA, JAVASCRIPT_DRESSINGS), 400],
];

/** The text in something that only keeps or shows it, and that in what may be around any code. */
function data(texts: readonly string[], keeps: readonly Dressing[], around: readonly Dressing[]): fc.Arbitrary<string> {
  const cores = texts.flatMap((text) => keeps.map((keep) => (pick: Pick) => keep(text, pick)));
  return dressed(cores, (core, pick) => core(pick), around);
}

for (const [name, tool, blocks, numRuns] of SAFE) {
  test(`${tool}: ${name} is never denied, however it is dressed`, () =>
    fc.assert(
      fc.asyncProperty(blocks, async (code) => {
        const { decision, why } = await verdictOf(code, tool);
        // Code that is encoded and then run was not meant to be read, whatever it does.
        if (!/ code that was encoded/.test(why)) assert.equal(decision, 'allow', `${code}\n${why}`);
      }),
      { seed: SEED, numRuns },
    ));
}
