// A model's first words in, sent by a server on this machine; how long until they are on the screen, and until the model is asked, out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Finding, figure } from './finding.ts';
import { median } from './measure.ts';
import type { Scratch } from './scratch.ts';
import { ours } from './sides.ts';

const RUNS = 15;
const WORDS = 'These are its first words.';
/** Between the request and the first words, as with a real model, so that no start falls into what is measured. */
const THINKING_MS = 300;

interface Times {
  readonly askedMs: number;
  readonly shownMs: number;
}

export async function streaming(scratch: Scratch): Promise<Finding[]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const flags = ['--model', 'any', '--base-url', `http://127.0.0.1:${port}/v1`];
  const times: Times[] = [];
  try {
    for (let run = 0; run <= RUNS; run += 1) times.push(await answerOne(flags, server, scratch));
  } finally {
    server.close();
  }
  const shown = times.slice(1).map(({ shownMs }) => shownMs);
  const asked = times.slice(1).map(({ askedMs }) => askedMs);
  return [
    { what: 'first words on screen', measured: figure(median(shown), 'ms', 30), note: range(shown) },
    { what: 'from the start to the request', measured: figure(median(asked), 'ms'), note: range(asked) },
  ];
}

/** One run of approve-run, answered with one message. */
async function answerOne(
  flags: readonly string[],
  server: ReturnType<typeof createServer>,
  { home, file }: Scratch,
): Promise<Times> {
  const [program, ...args] = ours(flags, '1.md').argv({ file } as Scratch);
  const startedAt = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH, HOME: home } });
  let sentAt = Number.NaN;
  let shownAt = Number.NaN;
  child.stderr.on('data', (text: Buffer) => {
    if (text.includes(WORDS.slice(0, 5)) && Number.isNaN(shownAt)) shownAt = performance.now();
  });
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  const askedAt = performance.now();
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  setTimeout(() => {
    sentAt = performance.now();
    response.write(event({ delta: { role: 'assistant', content: WORDS } }));
    setTimeout(() => response.end(`${event({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`), THINKING_MS);
  }, THINKING_MS);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the run ended with ${code}`);
  return { askedMs: askedAt - startedAt, shownMs: shownAt - sentAt };
}

function event(choice: object): string {
  return `data: ${JSON.stringify({ id: 'x', choices: [{ index: 0, ...choice }] })}\n\n`;
}

function range(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)} ms`;
}
