// The example of an approver over HTTP, against the built package.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';

test('examples/library/http-approver.ts runs by itself, and ends', async () => {
  const example = join(import.meta.dirname, '../../examples/library/http-approver.ts');
  const { exitCode, stdout, stderr } = await execa(process.execPath, ['--import', import.meta.resolve('tsx'), example], {
    reject: false,
    timeout: 60_000,
  });
  assert.deepEqual([exitCode, stderr], [0, '']);
  assert.equal(
    stdout,
    [
      'asked about: "echo hello\\n", which changes nothing',
      'asked about: "mkdir made\\n", which writes made',
      'denied: hello',
      'Code execution was not approved. Reason: not while nobody looks',
    ].join('\n'),
  );
});
