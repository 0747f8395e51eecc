// An approver behind HTTP: what is sent, what counts as an answer, and that everything else is no approval, each with its own cause.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createTcp, type Server } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readKeys } from '../../../src/approval/http/approver-keys.ts';
import { type HttpApprovalOptions, httpApproval } from '../../../src/approval/http/http-approval.ts';
import { type SignedHeaders, sign, verify } from '../../../src/approval/http/signature.ts';
import type { ApprovalRequest, ApprovalResponse } from '../../../src/types.ts';
import { type Answering, answerTo, approverEndpoint, KEY, OTHER_KEY, sendSigned } from '../../helpers/approver-endpoint.ts';
import { requestOf } from '../../helpers/request.ts';

/** No test waits for it. */
const LONG = 60;

async function ask(url: string, options: HttpApprovalOptions = {}, request = requestOf()): Promise<ApprovalResponse> {
  return httpApproval(url, { key: KEY, timeout: LONG, ...options })(request);
}

async function noneConnected(server: Server): Promise<void> {
  for (let open = 1; open > 0; await sleep(5))
    open = await new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
}

test('a yes: what is sent, by which headers, and what comes of it', async (t) => {
  const endpoint = await approverEndpoint(t, (asked, response) =>
    sendSigned(response, asked, answerTo(asked, { remember: 'tool', more: 'is ignored' })),
  );
  const request = requestOf();
  assert.deepEqual(await ask(endpoint.url, {}, request), { approved: true, reason: 'fine', remember: 'tool' });
  const [asked] = endpoint.asked;
  assert.ok(asked);
  const { type, timestamp, data, ...rest } = JSON.parse(asked.body);
  const { signal: _, ...all } = request;
  assert.deepEqual([type, data, rest], ['approval.requested', all, {}]);
  assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000);
  assert.equal(asked.headers['content-type'], 'application/json');
  assert.deepEqual(verify(asked.headers, Buffer.from(asked.body), readKeys(KEY, '')), { id: request.id });
  assert.ok(!JSON.stringify(asked).includes(KEY.slice(6)), 'the key is never sent');
});

const ANSWERS: readonly [string, object, ApprovalResponse][] = [
  ['a no', { approved: false, reason: 'not on a Friday' }, { approved: false, reason: 'not on a Friday' }],
  ['a no that ends the run', { approved: false, endRun: true }, { approved: false, reason: 'fine', endRun: true }],
  [
    'nobody there',
    { approved: false, outcome: 'timed-out' },
    { approved: false, reason: 'fine', outcome: 'timed-out', endRun: true },
  ],
  ['another text', { approved: false, edited: 'echo x\n' }, { approved: false, reason: 'fine', edited: 'echo x\n' }],
];
for (const [name, fields, expected] of ANSWERS) {
  test(`an answer: ${name}`, async (t) => {
    const { url } = await approverEndpoint(t, (asked, response) => sendSigned(response, asked, answerTo(asked, fields)));
    assert.deepEqual(await ask(url), expected);
  });
}

test('a byte order mark before the answer changes nothing', async (t) => {
  const { url } = await approverEndpoint(t, (asked, response) => sendSigned(response, asked, `\ufeff${answerTo(asked)}`));
  assert.equal((await ask(url)).approved, true);
});

/** Each says yes in some way, and none of them approves. */
const NO_ANSWERS: readonly [string, Answering, RegExp][] = [
  ['not signed', (asked, response) => response.end(answerTo(asked)), /does not count: it is not signed$/],
  ['a no that is not signed', (asked, response) => response.end(answerTo(asked, { approved: false })), /it is not signed$/],
  [
    'signed with another key',
    (asked, response) => sendSigned(response, asked, answerTo(asked), { key: OTHER_KEY }),
    /it is signed with another key, or was changed on its way$/,
  ],
  [
    'a signature that does not fit',
    (asked, response) => {
      response.setHeader('webhook-id', asked.data.id);
      response.setHeader('webhook-timestamp', Math.floor(Date.now() / 1000));
      response.setHeader('webhook-signature', `v1,${'A'.repeat(43)}=`);
      response.end(answerTo(asked));
    },
    /signed with another key/,
  ],
  [
    'other code',
    (asked, response) => sendSigned(response, asked, answerTo(asked, { digest: 'f'.repeat(64) })),
    /it is about other code$/,
  ],
  [
    'no digest',
    (asked, response) => sendSigned(response, asked, answerTo(asked, { digest: undefined })),
    /it is about other code$/,
  ],
  [
    'another id in the body',
    (asked, response) => sendSigned(response, asked, answerTo(asked, { id: crypto.randomUUID() })),
    /it is to another request$/,
  ],
  [
    'another id in the headers',
    (asked, response) => sendSigned(response, asked, answerTo(asked), { id: crypto.randomUUID() }),
    /it is to another request$/,
  ],
  [
    'signed long ago',
    (asked, response) => sendSigned(response, asked, answerTo(asked), { at: Date.now() - 400_000 }),
    /it was signed (?:399|400|401) s from now/,
  ],
  [
    'signed in a time to come',
    (asked, response) => sendSigned(response, asked, answerTo(asked), { at: Date.now() + 400_000 }),
    /it was signed (?:399|400|401) s from now/,
  ],
  [
    'our own request, sent back',
    (asked, response) => {
      for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
        response.setHeader(name, String(asked.headers[name]));
      response.end(asked.body);
    },
    /it is to another request$/,
  ],
  ['no JSON', (asked, response) => sendSigned(response, asked, 'approved: true'), /it is no JSON$/],
  ['half of it', (asked, response) => sendSigned(response, asked, answerTo(asked).slice(0, -1)), /it is no JSON$/],
  ['nothing', (asked, response) => sendSigned(response, asked, ''), /it is no JSON$/],
  ['no object', (asked, response) => sendSigned(response, asked, `[${answerTo(asked)}]`), /it is no JSON object$/],
  ['no UTF-8', (asked, response) => sendSigned(response, asked, Buffer.from([0x7b, 0xff, 0x7d])), /it is no JSON$/],
  [
    'a key twice',
    (asked, response) => sendSigned(response, asked, answerTo(asked, { approved: false }).replace('}', ',"approved":true}')),
    /it has the key "approved" twice$/,
  ],
  [
    'a key twice, spelt otherwise, further inside',
    (asked, response) => sendSigned(response, asked, answerTo(asked).replace('}', ',"x":[{"a:":1,"\\u0061:" :"}"}]}')),
    /it has the key "a:" twice$/,
  ],
  [
    'approved as a text',
    (asked, response) => sendSigned(response, asked, answerTo(asked, { approved: 'true' })),
    /no `approved: true`/,
  ],
  [
    'approved as a number',
    (asked, response) => sendSigned(response, asked, answerTo(asked, { approved: 1 })),
    /no `approved: true`/,
  ],
  ['no reason', (asked, response) => sendSigned(response, asked, answerTo(asked, { reason: undefined })), /no `reason`/],
  [
    'a yes that is a no',
    (asked, response) => sendSigned(response, asked, answerTo(asked, { outcome: 'denied' })),
    /unknown `outcome`/,
  ],
  [
    'remembered for ever',
    (asked, response) => sendSigned(response, asked, answerTo(asked, { remember: 'ever' })),
    /unknown `remember`/,
  ],
  [
    'too long',
    (asked, response) => sendSigned(response, asked, answerTo(asked, { reason: 'x'.repeat(1_100_000) })),
    /sent an answer that is too long/,
  ],
  [
    'too long, and without end',
    (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    },
    /sent an answer that is too long/,
  ],
  [
    'another address',
    (_, response) => response.writeHead(307, { location: '/elsewhere' }).end(),
    /points to another address \(307\); name that one, nothing is sent on$/,
  ],
  ['no content', (_, response) => response.writeHead(204).end(), /answered with status 204, which is no answer$/],
  [
    'a status of its own beside a good answer',
    (asked, response) => {
      response.statusCode = 299;
      response.end(answerTo(asked));
    },
    /answered with status 299/,
  ],
  ['not found', (_, response) => response.writeHead(404).end(), /answered with status 404/],
  [
    'another key there',
    (_, response) => response.writeHead(401).end(),
    /refused the request \(401\); do both sides have the same key\?$/,
  ],
  ['no HTTP', (_, response) => response.socket?.end('nonsense\r\n\r\n'), /sent what is no HTTP \(HPE_/],
];
for (const [name, answer, cause] of NO_ANSWERS) {
  test(`no answer: ${name}`, async (t) => {
    const { url, asked } = await approverEndpoint(t, answer);
    const { approved, outcome, reason } = await ask(url);
    assert.deepEqual([approved, outcome], [false, 'failed'], reason);
    assert.match(reason, /^127\.0\.0\.1:\d+ /);
    assert.match(reason, cause);
    assert.equal(asked.length, 1, 'what would end in the same way is not tried again');
  });
}

test('an answer to an earlier request, as it was', async (t) => {
  let kept: { headers: SignedHeaders; body: string } | undefined;
  const { url } = await approverEndpoint(t, (asked, response) => {
    const body = answerTo(asked);
    kept ??= { headers: sign(asked.data.id, Buffer.from(body), readKeys(KEY, '')), body };
    response.writeHead(200, { ...kept.headers }).end(kept.body);
  });
  assert.equal((await ask(url)).approved, true);
  const again = await ask(url);
  assert.deepEqual([again.approved, again.outcome], [false, 'failed']);
  assert.match(again.reason, /it is to another request$/);
});

/** What goes wrong at first, and then not. */
const PASSING: readonly [string, Answering][] = [
  ['500', (_, response) => response.writeHead(500).end()],
  ['503 and a date', (_, response) => response.writeHead(503, { 'retry-after': new Date().toUTCString() }).end()],
  ['429 and no time to wait', (_, response) => response.writeHead(429, { 'retry-after': '0' }).end()],
  ['202', (_, response) => response.writeHead(202, { 'retry-after': '0' }).end()],
  ['no answer at all', (_, response) => response.destroy()],
  [
    'an answer that breaks off',
    (asked, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write(answerTo(asked), () => response.destroy());
    },
  ],
];
for (const [name, first] of PASSING) {
  test(`asked again after: ${name}`, async (t) => {
    const { url, asked } = await approverEndpoint(t, (one, response) =>
      one.count === 1 ? first(one, response) : sendSigned(response, one, answerTo(one)),
    );
    assert.deepEqual(await ask(url), { approved: true, reason: 'fine' });
    const [one, two, ...more] = asked;
    assert.equal(more.length, 0);
    assert.deepEqual([one?.body, one?.headers['webhook-id']], [two?.body, two?.headers['webhook-id']], 'it is the same question');
  });
}

test('asked to wait longer than there is time, it does not wait at all', async (t) => {
  const { url, asked } = await approverEndpoint(t, (_, response) => response.writeHead(429, { 'retry-after': '61' }).end());
  const { outcome, reason } = await ask(url);
  assert.deepEqual([outcome, asked.length], ['failed', 1]);
  assert.match(reason, /failed \(429\)$/);
});

test('what goes wrong again and again is given up, also without a time limit', async (t) => {
  const { url, asked } = await approverEndpoint(t, (_, response) => response.writeHead(502, { 'retry-after': '0' }).end());
  const { outcome, reason } = await ask(url, { timeout: 0 });
  assert.deepEqual([outcome, asked.length], ['failed', 6]);
  assert.match(reason, /failed \(502\) \(asked 6 times\)$/);
});

test('nobody listens there', async () => {
  const server = createTcp().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  const { outcome, reason } = await ask(`http://localhost:${port}`, { timeout: 0.3 });
  assert.equal(outcome, 'failed');
  assert.match(reason, /could not be reached/);
});

test('a connection that never speaks TLS is no connection', async (t) => {
  const server = createTcp(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as { port: number };
  const { outcome, reason } = await ask(`https://127.0.0.1:${port}`, { timeout: 0.2 });
  assert.deepEqual([outcome, reason], ['failed', `127.0.0.1:${port} could not be reached within 0.2 s`]);
});

const SLOW: readonly [string, Answering][] = [
  ['silence', () => {}],
  ['202 for ever', (_, response) => response.writeHead(202, { 'retry-after': '0' }).end()],
  ['202 until much later', (_, response) => response.writeHead(202, { 'retry-after': '3600' }).end()],
  [
    'an answer that drips',
    async (asked, response) => {
      response.writeHead(200, { 'content-length': 100_000 });
      for (const letter of answerTo(asked).repeat(100)) {
        if (response.destroyed || !response.write(letter)) break;
        await sleep(20);
      }
    },
  ],
];
for (const [name, answer] of SLOW) {
  test(`out of time: ${name}`, async (t) => {
    const { url } = await approverEndpoint(t, answer);
    assert.deepEqual(await ask(url, { timeout: 0.3 }), {
      approved: false,
      outcome: 'timed-out',
      reason: 'no one answered within 0.3 s; this is not a refusal',
      endRun: true,
    });
  });
}

test('out of time and told to go on', async (t) => {
  const { url } = await approverEndpoint(t, () => {});
  const { outcome, endRun } = await ask(url, { timeout: 0.1, onTimeout: 'deny' });
  assert.deepEqual([outcome, endRun], ['timed-out', false]);
});

test('a yes that comes too late is no yes', async (t) => {
  let yes = () => {};
  const { url, server } = await approverEndpoint(t, (asked, response) => {
    yes = () => sendSigned(response, asked, answerTo(asked));
  });
  const { approved, outcome } = await ask(url, { timeout: 0.2 });
  await noneConnected(server);
  yes();
  assert.deepEqual([approved, outcome], [false, 'timed-out']);
});

test('an abort ends it at once, whatever it waits for', async (t) => {
  for (const answer of [() => {}, (_, response) => response.writeHead(202, { 'retry-after': '50' }).end()] as Answering[]) {
    const run = new AbortController();
    const { url, server } = await approverEndpoint(t, async (asked, response) => {
      await answer(asked, response);
      run.abort();
    });
    const request: ApprovalRequest = requestOf({ signal: run.signal });
    const { approved, outcome } = await ask(url, { timeout: 0 }, request);
    assert.deepEqual([approved, outcome], [false, 'cancelled']);
    // The endpoint can tell: nobody waits for its answer.
    await noneConnected(server);
  }
});

test('a run that is over asks nobody', async (t) => {
  const { url, asked } = await approverEndpoint(t, () => {});
  const { outcome } = await ask(url, {}, requestOf({ signal: AbortSignal.abort() }));
  assert.deepEqual([outcome, asked.length], ['cancelled', 0]);
});

test('an id that could end a header or a part of what is signed is not sent', async (t) => {
  const { url, asked } = await approverEndpoint(t, () => {});
  for (const id of ['a.b', 'a\nb', '', 'x'.repeat(201)]) {
    const { outcome, reason } = await ask(url, {}, requestOf({ id }));
    assert.equal(outcome, 'failed');
    assert.match(reason, /was not asked: the id/);
  }
  assert.equal(asked.length, 0);
});

test('no proxy of the environment is asked', async (t) => {
  const proxy = await approverEndpoint(t, () => {});
  const { url } = await approverEndpoint(t, (asked, response) => sendSigned(response, asked, answerTo(asked)));
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
  for (const name of names) process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : proxy.url;
  t.after(() => {
    for (const name of names) delete process.env[name];
  });
  assert.equal((await ask(url)).approved, true);
  assert.equal(proxy.asked.length, 0);
});

test('keys are changed without a gap', async (t) => {
  const signed: string[] = [];
  const { url } = await approverEndpoint(t, (asked, response) => {
    signed.push(String(asked.headers['webhook-signature']));
    sendSigned(response, asked, answerTo(asked), { key: OTHER_KEY });
  });
  assert.equal((await ask(url, { key: `${KEY} ${OTHER_KEY}` })).approved, true);
  assert.equal((await ask(url, { key: [OTHER_KEY, KEY] })).approved, true);
  assert.equal((await ask(url, { key: KEY })).approved, false);
  assert.deepEqual(
    signed.map((one) => one.split(' ').length),
    [2, 2, 1],
  );
});
