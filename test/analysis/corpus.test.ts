// The labelled corpus under deny-dangerous, in an ordinary checkout: what is dangerous is stopped, what is safe is let through.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/analyse.ts';
import { judgeCorpus } from '../../src/policy/judge-corpus.ts';
import { readCorpus } from '../../src/policy/read-corpus.ts';
import { findTool } from '../../src/tool/find-tool.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import { PLACE } from './effects-of.ts';
import { denyDangerous } from './verdict-of.ts';

const FILE = join(import.meta.dirname, 'danger-dev.jsonl');
const RECALL = 0.99;
const FALSE_ALARMS = 0.01;
/** Of each language: there are too few cases of some to ask for more. */
const RIGHT_BY_LANGUAGE = 0.97;

const cases = await readCorpus(readFileSync(FILE, 'utf8'), FILE);
const judged = (await judgeCorpus(cases, denyDangerous, analyse, PLACE, BUILT_IN_TOOLS)).filter(({ debatable }) => !debatable);
type Judged = (typeof judged)[number];

const toolOf = ({ language }: Judged) => findTool(language, BUILT_IN_TOOLS)?.name ?? language;
const TOOLS = ['bash', 'python', 'node'];

function list(wrong: readonly Judged[]): string {
  const lines = wrong.map(({ id, category, code, reason }) => `${id} ${category} (${reason?.rule}): ${code.split('\n')[0]}`);
  return `\n${lines.join('\n')}\n`;
}

/** At least this share of the cases is judged rightly; otherwise the message names each that is not. */
function assertRight(of: readonly Judged[], isRight: (one: Judged) => boolean, share: number): void {
  const wrong = of.filter((one) => !isRight(one));
  assert.ok(of.length > 0, 'there are cases');
  assert.ok(wrong.length <= of.length * (1 - share), `${wrong.length} of ${of.length} are judged wrongly:${list(wrong)}`);
}

test('recall: what is dangerous is not allowed', () => {
  const dangerous = judged.filter(({ label }) => label === 'dangerous');
  const isStopped = ({ decision }: Judged) => decision !== 'allow';
  assertRight(dangerous, isStopped, RECALL);
  for (const tool of TOOLS)
    assertRight(
      dangerous.filter((one) => toolOf(one) === tool),
      isStopped,
      RIGHT_BY_LANGUAGE,
    );
});

test('false alarms: what is safe is allowed', () => {
  const safe = judged.filter(({ label }) => label === 'safe');
  const isAllowed = ({ decision }: Judged) => decision === 'allow';
  assertRight(safe, isAllowed, 1 - FALSE_ALARMS);
  for (const tool of TOOLS)
    assertRight(
      safe.filter((one) => toolOf(one) === tool),
      isAllowed,
      RIGHT_BY_LANGUAGE,
    );
});

test('every language of the corpus is looked at', () => {
  assert.deepEqual([...new Set(judged.map(toolOf))].sort(), [...TOOLS].sort());
});
