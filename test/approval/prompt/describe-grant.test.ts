// What the second question says of a grant: whatever the block put into it, no row of it goes on at the left edge.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeGrant } from '../../../src/approval/grants/make-grant.ts';
import { describeGrant } from '../../../src/approval/prompt/describe-grant.ts';
import { digestOf } from '../../../src/digest.ts';
import type { Effect } from '../../../src/effects.ts';

const COLUMNS = 60;
const asItIs = (text: string) => text;

test('a host that fits on no row', () => {
  const host = 'x'.repeat(300);
  const code = `curl https://${host}/`;
  const effects: Effect[] = [{ kind: 'network', says: `talks to ${host}`, line: 1, via: [], host }];
  const block = { code, digest: digestOf(code), tool: 'bash', cwd: '/w', argv: ['/bin/bash'], sandbox: 'none', effects } as const;
  const terms = { project: '/w', id: 'a1b2', now: 0, forMs: 1 };
  const grant = makeGrant(block, { kind: 'prefix', words: ['curl'] }, terms);
  const rows = describeGrant(grant, '30 days', { columns: COLUMNS, paint: { dim: asItIs, strong: asItIs } });
  assert.deepEqual(
    rows.filter((row) => row.length > COLUMNS),
    [],
  );
  assert.equal(rows.join('').replaceAll(' ', '').includes(host), true, 'all of it is said');
});
