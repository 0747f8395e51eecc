// A run as it might have been, at the times that a test says, in; its journal, in the folder where the command line looks, out.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../src/digest.ts';
import { createJournal } from '../../src/journal/open-journal.ts';
import { addToIndex } from '../../src/journal/run-index.ts';
import { journalFolder } from './journal-folder.ts';
import type { Scratch } from './scratch.ts';

export interface ToldEvent extends Readonly<Record<string, unknown>> {
  readonly type: string;
  /** Milliseconds since the run began; as before, where it does not say. */
  readonly at?: number;
}

export interface ToldJournal {
  readonly folder: string;
  readonly run: string;
  readonly path: string;
}

const BEGAN = Date.UTC(2026, 10, 22, 9, 30);

export async function tellJournal(place: Pick<Scratch, 'home'>, events: readonly ToldEvent[]): Promise<ToldJournal> {
  const folder = journalFolder(place);
  mkdirSync(join(folder, '..'), { recursive: true });
  let now = 0;
  const journal = createJournal({ folder, clock: { now: () => new Date(BEGAN + now), mono: () => now } });
  for (const { at = now, ...event } of events) {
    now = at;
    journal.write(event.type === 'run-started' ? { run: journal.run, ...event } : event);
  }
  journal.close();
  const summary = { ran: 0, failed: 0, denied: 0, skipped: 0, durationMs: now, exitCode: 0 };
  if (events.at(-1)?.type === 'run-finished')
    await addToIndex(folder, { type: 'run', run: journal.run, task: 'told', cwd: '/', ...journal.end(), summary }, undefined);
  return { folder, run: journal.run, path: journal.path };
}

export const started: ToldEvent = {
  type: 'run-started',
  at: 0,
  agent: 'model',
  model: 'anthropic/claude-sonnet-5-5',
  approveRun: '0.1.0',
  node: 'v22.1.0',
  platform: 'linux-x64',
  host: 'workbench',
  user: 'mira',
  pid: 1,
  cwd: '/home/mira/projects/shop',
  sandbox: 'none',
  keepGoing: false,
  task: { source: 'tidy.md', path: '/home/mira/projects/shop/tidy.md', title: 'Tidy the build folder', digest: 'x', text: '' },
  policies: [
    { ref: 'deny-dangerous', from: 'flag', files: [] },
    { ref: 'ask', from: 'default', files: [] },
  ],
  settings: { policy: ['deny-dangerous'], timeout: 30, blockTimeout: 120, maxTurns: 20 },
};

interface ToldBlock {
  readonly turn?: number;
  readonly index: number;
  readonly code: string;
  readonly language?: string;
  readonly proposed?: string;
  readonly effects?: readonly string[];
  readonly decision?: string;
  readonly because?: string;
  readonly rule?: string;
}

/** All events that are about one block. */
export function told({ turn = 1, index, code, language = 'bash', proposed, effects = [], ...judged }: ToldBlock) {
  const { decision = 'ask', because = 'No rule is about it.', rule = 'default' } = judged;
  const before = proposed === undefined ? {} : { proposed: { code: proposed, digest: digestOf(proposed) } };
  const block = { index, language, line: 1, digest: digestOf(code) };
  const cwd = '/home/mira/projects/shop';
  const judgement = {
    turn,
    proposal: { block: { ...block, code, ...before }, tool: language, argv: ['/usr/bin/bash', '<code>'], cwd, sandbox: 'none' },
    reading: { effects: effects.map((says) => ({ kind: 'write', says, line: 1, via: [] })), commands: [] },
    verdict: { decision, demanded: false, reasons: [{ policy: 'ask', rule, because, decision }] },
  };
  const result = { signal: null, bytes: 0, timedOut: false, interrupted: false, leftover: [] };
  return {
    proposed: (at: number): ToldEvent => ({ type: 'block-proposed', at, ...judgement }),
    edited: (at: number): ToldEvent => ({ type: 'block-edited', at, ...judgement }),
    skipped: (at: number, reason: string): ToldEvent => ({ type: 'block-skipped', at, turn, block, reason }),
    decided: (at: number, waitedMs: number, outcome = 'approved', by = 'approver', reason = 'yes'): ToldEvent => ({
      ...{ type: 'block-decided', at, turn, block, outcome, by, reason, waitedMs },
    }),
    started: (at: number): ToldEvent => ({ type: 'block-started', at, turn, block, argv: ['/usr/bin/bash'], cwd }),
    finished: (at: number, output: string, more: object = {}, kept: object = {}): ToldEvent => ({
      ...{ type: 'block-finished', at, turn, block, ...kept },
      result: { exitCode: 0, durationMs: 10, output: { head: output, tail: '', omittedBytes: 0 }, ...result, ...more },
    }),
  };
}
