// A folder in which a run was killed in; the same run, gone on with until it is done, and what has to hold after each kill, out.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { lastEnd } from '../../src/journal/last-end.ts';
import { fieldsOf, numberOf, textOf } from '../../src/journal/read-field.ts';
import { readEvents, runsIn } from '../../src/journal/read-journal.ts';
import { verifyFolder } from '../../src/journal/verify-folder.ts';
import { approveRun } from './approve-run.ts';
import { answerTo, approverEndpoint, KEY, sendSigned } from './approver-endpoint.ts';
import { journalFolder } from './journal-folder.ts';
import { fence, type Scratch } from './scratch.ts';

const MOST_RESUMES = 4;

export interface Killed {
  readonly place: Scratch;
  /** Of the journals. */
  readonly folder: string;
  /** How many blocks its task has. */
  readonly blocks: number;
  /** What resumes are given, beside an approver that says yes. */
  readonly env: NodeJS.ProcessEnv;
  readonly args: readonly string[];
  /** How often each block was asked about. */
  readonly asked: () => readonly number[];
}

/** Each block says once that it ran. */
export async function killedPlace(t: Pick<TestContext, 'after'>, place: Scratch, blocks: number): Promise<Killed> {
  const each = Array.from({ length: blocks }, (_, at) => fence('bash', `echo ${at + 1} >> ran; echo out ${at + 1}`));
  place.write('task.md', each.join('\n'));
  const asked = Array.from({ length: blocks + 1 }, () => 0);
  const { url } = await approverEndpoint(t, (one, response) => {
    const index = Number(/echo (\d+)/.exec(one.data.code)?.[1]);
    asked[index] = (asked[index] ?? 0) + 1;
    sendSigned(response, one, answerTo(one));
  });
  const folder = journalFolder(place);
  const env = { APPROVE_RUN_APPROVER_KEY: KEY };
  return { place, folder, blocks, env, args: ['resume', '--approver', url], asked: () => asked };
}

/** Every block ran once, or was reported as unknown and asked about; nothing is lost, and the chain holds. @returns How often it took up. */
export async function resumeUntilDone(killed: Killed): Promise<number> {
  const { place, folder, env, args, blocks } = killed;
  requireSound(folder);
  const [run] = runsIn(folder);
  if (run === undefined || readEvents(folder, run).length === 0) {
    assert.deepEqual(ranIn(place), []);
    const nothing = await approveRun(place, args, { env });
    assert.equal(nothing.code, 2, nothing.stderr);
    return 0;
  }
  let resumes = 0;
  for (; lastEnd(readEvents(folder, run)) === undefined; resumes += 1) {
    assert.ok(resumes < MOST_RESUMES, 'it does not come to its end');
    const before = finishedIn(folder, run);
    ageLocks(folder);
    const ran = await approveRun(place, args, { env });
    assert.equal(ran.code, 0, ran.stderr);
    assert.match(ran.stderr, new RegExp(`resumed ${run}: ${before.length} (?:of ${blocks} )?blocks? (?:is|are) over`));
    assert.deepEqual(finishedIn(folder, run).slice(0, before.length), before);
    requireSound(folder);
  }
  const all = Array.from({ length: blocks }, (_, at) => at + 1);
  assert.deepEqual(
    finishedIn(folder, run),
    all.map((index) => `${index} out ${index}\n`),
  );
  for (const index of all) {
    const times = ranIn(place).filter((one) => one === index).length;
    const asked = killed.asked()[index] ?? 0;
    assert.ok(times >= 1 && times <= 1 + asked, `block ${index} ran ${times} times, and was asked about ${asked} times`);
  }
  return resumes;
}

/** A lock whose holder was killed counts for some seconds; here they are over. */
function ageLocks(folder: string): void {
  const long = new Date(Date.now() - 60_000);
  for (const name of readdirSync(folder)) if (name.endsWith('.lock')) utimesSync(join(folder, name), long, long);
}

function requireSound(folder: string): void {
  const { runs, index } = verifyFolder(folder, undefined);
  const broken = runs.find(({ status, unindexed }) => status === 'broken' && unindexed === undefined);
  assert.deepEqual([broken, index.broken], [undefined, undefined]);
}

function finishedIn(folder: string, run: string): readonly string[] {
  const finished = readEvents(folder, run).filter(({ type }) => type === 'block-finished');
  return finished.map(
    ({ block, result }) => `${numberOf(fieldsOf(block).index)} ${textOf(fieldsOf(fieldsOf(result).output).head)}`,
  );
}

function ranIn({ cwd }: Scratch): readonly number[] {
  const path = join(cwd, 'ran');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean).map(Number) : [];
}
