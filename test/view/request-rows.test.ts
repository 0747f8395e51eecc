// A request for an approval as a person sees it in a program that has no other view.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { digestOf } from '../../src/digest.ts';
import type { ApprovalRequest } from '../../src/types.ts';
import { requestRows } from '../../src/view/request-rows.ts';
import { requestToRun } from '../helpers/request.ts';

async function rows(code: string, rest: Partial<ApprovalRequest> = {}): Promise<string> {
  const lines = await requestRows(await requestToRun(code, { cwd: '/work', ...rest }), 100);
  return stripVTControlCharacters(lines.join('\n'));
}

test('tool, who proposes it, where, its digest, the code, what it does, who asks', async () => {
  const digest = digestOf('touch one').slice(0, 12);
  const expected = `
bash  from coder · /work · ${digest} · sandbox with network
  1  touch one
  runs ./x.sh  ${'a'.repeat(12)}  not read
  • writes one
  asks: No rule allows it. (ask, default)`;
  const executes = [{ path: '/work/x.sh', digest: 'a'.repeat(64), read: false }];
  assert.equal(await rows('touch one', { sandbox: 'net', executes }), expected);
});

test('who proposes it: the last who spoke as an agent, else who spoke last, else the number of the request', async () => {
  const said = (role: 'user' | 'assistant', source: string) => ({ role, source, content: 'x' });
  const after = [said('assistant', 'first'), said('assistant', 'planner\u001b[2J'), said('user', 'approve-run')];
  assert.match(await rows('ls', { context: after }), /from planner\\u\{1b\}\[2J ·/);
  assert.match(await rows('ls', { context: [said('user', 'user')] }), /from user ·/);
  assert.match(await rows('ls', { context: [], id: '0123456789' }), /from request 01234567 ·/);
});

test('where the code is saved is said once, whether or not anybody read the block', async () => {
  const saveAs = { path: '/work/run.sh', replaces: 'b'.repeat(64) };
  assert.match(await rows('ls', { saveAs }), /• is saved as \.\/run\.sh, in place of what is there/);
  const effects = [
    { kind: 'overwrite', says: 'is saved as ./run.sh, in place of what is there', line: 1, via: [], path: '/work/run.sh' },
  ] as const;
  assert.equal((await rows('ls', { saveAs, effects })).match(/is saved as/g)?.length, 1);
});

test('what a person changed is shown as a difference', async () => {
  assert.match(await rows('touch two', { proposed: 'touch one' }), /as you changed it[\s\S]*- touch one\n.*\+ touch two/);
});

test('a digest that came from elsewhere is shown as it is written, too', async () => {
  const digest = '\u001b[2J\u202e';
  const executes = [{ path: '/work/x.sh', digest, read: true }];
  const lines = await requestRows(await requestToRun('touch one', { digest, executes }), 100);
  assert.equal(lines.join('\n').split('\\u{1b}[2J\\u{202e}').length, 3);
  assert.doesNotMatch(lines.join('\n'), /\u001b\[2J|\u202e/);
});
