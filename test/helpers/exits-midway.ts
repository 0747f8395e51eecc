// How to exit in; a process that does so while a block of its own runs.
import { createGate } from '../../src/approval/gate.ts';
import { createGrants } from '../../src/approval/grants/grants.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { preparer } from '../../src/execution/prepare.ts';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import { DAEMON } from './daemon.ts';

const env = { PATH: process.env.PATH ?? '' };
const [block] = extractCodeBlocks(`\`\`\`bash\n${DAEMON}; echo on; sleep 300\n\`\`\`\n`);
if (block === undefined) throw new Error('no block');
const preparation = preparer({ tools: BUILT_IN_TOOLS, cwd: process.cwd(), project: undefined, env })(block);
if (preparation.status !== 'ready') throw new Error(preparation.status);
const gate = createGate({
  read: async () => ({ effects: [], commands: [] }),
  judge: async () => ({ decision: 'ask', demanded: false, reasons: [] }),
  grants: createGrants(),
  approver: () => ({ approved: true, reason: 'yes' }),
});
const { signal } = new AbortController();
const decision = await gate.decide(await gate.judge(preparation.proposal), () => [], signal);
if (decision.outcome !== 'approved') throw new Error(decision.outcome);
const exit = () => (process.argv[2] === 'throw' ? setImmediate(() => JSON.parse('{')) : process.exit(3));
await localExecutor({ env }).run(decision.approved, () => void exit(), signal);
