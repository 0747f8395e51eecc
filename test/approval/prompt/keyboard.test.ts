// A terminal that is lent to another program: whose Ctrl-C is whose.
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadStream } from 'node:tty';
import { createKeyboard } from '../../../src/approval/prompt/keyboard.ts';

test('an interrupt that was meant for the other program and is told after its end is not ours', async (t) => {
  const input = Object.assign(new PassThrough(), { setRawMode: () => input }) as unknown as ReadStream;
  let interrupts = 0;
  const interrupt = () => {
    interrupts += 1;
  };
  process.on('SIGINT', interrupt);
  t.after(() => process.off('SIGINT', interrupt));
  const keyboard = createKeyboard(input, interrupt);
  t.after(() => keyboard.close());

  await keyboard.lend(async () => {
    setTimeout(() => process.emit('SIGINT'), 0);
  });
  // Longer than the timer of the late one.
  await sleep(20);
  assert.equal(interrupts, 0);
  process.emit('SIGINT');
  assert.equal(interrupts, 1, 'the next one is ours');
});
