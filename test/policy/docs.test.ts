// docs/policies.md: generated where it says so, complete, and true.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { analyse } from '../../src/analysis/analyse.ts';
import { EFFECT_KINDS } from '../../src/effects.ts';

const root = join(import.meta.dirname, '../..');
const docs = readFileSync(join(root, 'docs/policies.md'), 'utf8');
const PLACE = { cwd: '/home/user/project', home: '/home/user' };

test('the built-in rules are those of policies/', async () => {
  const ran = await execa(process.execPath, ['--import', 'tsx', '.ci/docs.ts', '--check'], {
    cwd: root,
    reject: false,
    all: true,
  });
  assert.deepEqual([ran.all, ran.exitCode], ['', 0]);
});

/** Kind, meaning, and an example a language. */
const rows = (/### Effects\n[\s\S]*?\n\n(\|[\s\S]*?)\n\n/.exec(docs)?.[1] ?? '')
  .split('\n')
  .slice(2)
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|').replaceAll('`', '')));

test('every effect is explained, in their order', () =>
  assert.deepEqual(
    rows.map(([, kind]) => kind),
    EFFECT_KINDS,
  ));

/** The languages of the columns whose examples are read. */
const COLUMNS = [
  ['bash', ''],
  [
    'python',
    'import boto3, os, pty, psycopg2, requests, shutil, socket, subprocess, sys\nurl, ids, text = "https://example.com", ["i-0"], sys.argv[1]\nsock = socket.create_connection(("192.0.2.10", 4444))\ncursor = psycopg2.connect("").cursor()\n',
  ],
  [
    'node',
    'const child_process = require("child_process"), fs = require("fs"), net = require("net"), os = require("os"), pg = require("pg");\nconst url = "https://example.com", text = process.argv[2], line = "x", data = "x", client = new pg.Client(), sock = net.connect(4444, "192.0.2.10");\n',
  ],
] as const;

for (const [, kind = '', , ...examples] of rows) {
  for (const [column, [tool, start]] of COLUMNS.entries()) {
    const example = kind === 'hidden-text' ? '"a\u202eb"' : `${start}${examples[column]}`;
    test(`${kind} is an effect of ${tool}: ${examples[column]}`, async () => {
      const { effects } = await analyse(example, tool, PLACE);
      assert.ok(
        effects.some((effect) => effect.kind === kind),
        JSON.stringify(effects),
      );
    });
  }
}
