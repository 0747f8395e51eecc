// Whom a request reaches, and whom not: certificates that are not trusted, names that lead elsewhere.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import dns from 'node:dns';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { httpApproval } from '../../../src/approval/http/http-approval.ts';
import { approveRun } from '../../helpers/approve-run.ts';
import { answerTo, approverEndpoint, KEY, sendSigned } from '../../helpers/approver-endpoint.ts';
import { requestOf } from '../../helpers/request.ts';
import { fence, scratch } from '../../helpers/scratch.ts';

test('a certificate counts only where it is trusted, whatever the environment switches off', async (t) => {
  const place = scratch(t);
  const [key, cert] = [join(place.home, 'key.pem'), join(place.home, 'cert.pem')];
  const made = spawnSync(
    'openssl',
    `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout ${key} -out ${cert}`.split(
      ' ',
    ),
  );
  if (made.status !== 0) return t.skip('openssl makes no certificate here');
  let asked = 0;
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, async (request, response) => {
    asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one = { data: JSON.parse(Buffer.concat(chunks).toString()).data } as never;
    sendSigned(response, one, answerTo(one));
  }).listen(0, 'localhost');
  await once(server, 'listening');
  t.after(() => server.close());
  const url = `https://localhost:${(server.address() as AddressInfo).port}/ask`;
  const run = (env: NodeJS.ProcessEnv) =>
    approveRun(place, ['--approver', url, place.write('task.md', fence('bash', 'echo ran'))], {
      env: { APPROVE_RUN_APPROVER_KEY: KEY, ...env },
    });

  const switchedOff = await run({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
  assert.deepEqual([switchedOff.code, switchedOff.stdout, asked], [3, '', 0]);
  assert.match(switchedOff.stderr, /has a certificate that is self-signed; NODE_EXTRA_CA_CERTS names others to trust/);
  const trusted = await run({ NODE_EXTRA_CA_CERTS: cert });
  assert.deepEqual([trusted.code, trusted.stdout, asked], [0, 'ran\n', 1], trusted.stderr);
});

test('localhost is this machine, whatever a resolver would say', async (t) => {
  const { url } = await approverEndpoint(t, (asked, response) => sendSigned(response, asked, answerTo(asked)));
  const lookup = t.mock.method(dns, 'lookup', () => assert.fail('a resolver was asked'));
  const { approved } = await httpApproval(url.replace('127.0.0.1', 'localhost'), { key: KEY })(requestOf());
  assert.deepEqual([approved, lookup.mock.callCount()], [true, 0]);
});
