// Folders of tools in HOME: programs are shown to a block in a sandbox, what lies beside them is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noSandbox, runBlocks } from '../helpers/sandboxed.ts';
import { scratch } from '../helpers/scratch.ts';

const SHOWN = [
  '.cargo/bin/x',
  '.dotnet/dotnet',
  '.dotnet/sdk/x',
  '.local/share/uv/python/x',
  '.local/share/uv/tools/x',
  '.rye/shims/x',
];
const HIDDEN = [
  '.cargo/credentials.toml',
  '.dotnet/corefx/cryptography/x509stores/my/x.pfx',
  '.gem/credentials',
  '.local/share/uv/credentials/credentials.toml',
  '.rye/credentials',
];

test('of tools, programs are shown and credentials are not', { skip: noSandbox() }, async (t) => {
  const place = scratch(t);
  for (const path of [...SHOWN, ...HIDDEN]) place.write(`../${path}`, '');
  const code = `cd; for f in ${[...SHOWN, ...HIDDEN].join(' ')}; do [ -e $f ] && echo $f; done; true`;
  const [result] = await runBlocks(place, [['bash', code]], ['--sandbox']);
  assert.equal(result?.text, `${SHOWN.join('\n')}\n`);
});
