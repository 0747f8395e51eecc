// Weaknesses of AutoGen's approval that the console and the gate do not have; numbered as in the list of its behaviours, part (d).
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { documentAgent } from '../../src/agent/document.ts';
import { openGate } from '../../src/assemble/open-gate.ts';
import { run } from '../../src/run.ts';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { parseTask } from '../../src/task/parse-task.ts';
import type { Agent, ApprovalRequest, CodeExecutor } from '../../src/types.ts';
import { inConsole } from '../helpers/console-script.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

const PROMPT = /Run this bash block\? .*›/;
const has = (place: Scratch, name: string) => existsSync(join(place.cwd, name));

async function until(seen: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; !seen(); await sleep(20)) assert.ok(Date.now() < deadline, what);
}

test('d3. while a person thinks, timers run and other work goes on', async (t) => {
  const place = scratch(t);
  const script = `const timer = setInterval(() => existsSync('asked') && (clearInterval(timer), writeFileSync('fired', '')), 10);
await ask(consoleApproval({ timeout: 0 }), ['touch one']);`;
  const console = inConsole(place, script);
  await console.until(PROMPT);
  place.write('asked', '');
  await until(() => has(place, 'fired'), 'no timer fired while the question was there');
  assert.match(await console.screen(), /›$/, 'nobody has answered');
  console.type('no\r');
  await console.until(/code 0\nsame/);
});

const EXECUTOR: CodeExecutor = {
  prepare: (block) => ({ status: 'ready', proposal: { block, tool: 'bash', argv: ['/bin/bash'], cwd: '/', sandbox: 'none' } }),
  run: async () => assert.fail('nothing was approved'),
};

/** What an approver is shown of an agent's blocks, each denied. */
async function asked(agent: Agent): Promise<readonly ApprovalRequest[]> {
  const seen: ApprovalRequest[] = [];
  const approvalFunc = (request: ApprovalRequest) => {
    seen.push(request);
    return { approved: false, reason: 'not now' };
  };
  await run({ agent, gate: openGate({ approvalFunc }), executor: EXECUTOR, emit: () => {}, keepGoing: true });
  return seen;
}

test('d6. each block is asked about by itself, and what is shown is byte for byte what would run', async () => {
  const codes = [
    "cat <<'EOF'\n```\n\n```bash\necho forged\n```\nEOF",
    'echo "# filename: x"  \t\n\n\necho ünï\u202ecode\n',
    'pip install foo',
  ];
  const text = codes.map((code) => `~~~~bash\n${code}\n~~~~\n`).join('\nand\n');
  const requests = await asked(documentAgent(await parseTask(text)));
  assert.deepEqual(
    requests.map(({ code }) => code),
    codes.map((code) => `${code}\n`),
  );
});

test('d7. the conversation is shown also where no model is used: the message that the block came from', async () => {
  const text = `Free some room first.\n\n${fence('bash', 'ls')}`;
  const message = { role: 'assistant', content: text } as const;
  const [document] = await asked(documentAgent(await parseTask(text)));
  assert.deepEqual(document?.context, [{ ...message, source: 'document' }]);
  const coder: Agent = {
    name: 'coder',
    next: async (history) => (history.length > 0 ? undefined : { text, blocks: extractCodeBlocks(text) }),
  };
  const [own] = await asked(coder);
  assert.deepEqual(own?.context, [{ ...message, source: 'coder' }]);
});

test('d14. without a terminal the console approves nothing, and without an approver the gate does not either', async (t) => {
  const place = scratch(t);
  const script = "await ask(consoleApproval(), ['touch one']); await ask(undefined, ['touch two']);";
  const console = inConsole(place, script, { redirect: '< /dev/null', columns: 160 });
  const end = await console.until(/code 0\nsame/);
  assert.match(end, /-> failed by approver: could not be asked: there is no terminal/);
  assert.match(end, /-> denied by nobody: nobody could be asked/);
  assert.deepEqual([has(place, 'one'), has(place, 'two')], [false, false]);
});
