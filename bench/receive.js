// A number of rounds in; how long 20 blocks took in a folder of 50 files with receipts and without, round by round, and how long one
// look at 20,000 files takes, as JSON, out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_IN_TOOLS, extractCodeBlocks, localExecutor, openGate, preparer, withReceipts } from 'approve-run';

const BLOCKS = 20;
const rounds = Number(process.argv[2]);
const place = mkdtempSync(join(tmpdir(), 'approve-run-bench-'));
const signal = new AbortController().signal;
const gate = openGate({ policy: 'allow-all' });

function fill(name, folders, files) {
  for (let folder = 0; folder < folders; folder++) {
    mkdirSync(join(place, name, `d${folder}`), { recursive: true });
    for (let file = 0; file < files; file++) writeFileSync(join(place, name, `d${folder}/f${file}`), '');
  }
  return join(place, name);
}

async function run(wrap, cwd, count) {
  const env = { PATH: process.env.PATH ?? '' };
  const executor = wrap(localExecutor({ env, prepare: preparer({ tools: BUILT_IN_TOOLS, cwd, project: cwd, env }) }));
  const [block] = extractCodeBlocks('```bash\ntrue\n```\n');
  const start = performance.now();
  for (let done = 0; done < count; done++) {
    const { proposal } = await executor.prepare(block);
    const { approved } = await gate.decide(await gate.judge(proposal), () => [], signal);
    await executor.run(approved, () => {}, signal);
  }
  const ms = performance.now() - start;
  await executor.close();
  return ms;
}

const bare = (executor) => executor;
const small = fill('small', 1, 50);
const large = fill('large', 400, 49);
// What was just written would have to be waited for.
await new Promise((resolve) => setTimeout(resolve, 20));
const found = { withReceipts: [], without: [], large: [] };
for (let round = -1; round < rounds; round++) {
  const [on, off] = [await run(withReceipts, small, BLOCKS), await run(bare, small, BLOCKS)];
  const [seen, unseen] = [await run(withReceipts, large, 1), await run(bare, large, 1)];
  if (round < 0) continue;
  found.withReceipts.push(on);
  found.without.push(off);
  found.large.push((seen - unseen) / 2);
}
rmSync(place, { recursive: true });
console.log(JSON.stringify(found));
