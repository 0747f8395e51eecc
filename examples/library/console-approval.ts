// Asks at this terminal before each block: node --import tsx examples/library/console-approval.ts
// Policies answer what they can: what only looks runs unasked, the rest is asked about. Without a terminal nobody is, and it is not run.
import { consoleApproval, documentAgent, localExecutor, openGate, parseTask, run } from 'approve-run';

const task = await parseTask(`
How large is this folder?

\`\`\`bash
ls | wc -l
\`\`\`

Keep the answer.

\`\`\`bash
date > /tmp/approve-run-example.txt
\`\`\`
`);

const summary = await run({
  agent: documentAgent(task),
  gate: openGate({ policy: 'workspace', approvalFunc: consoleApproval({ timeout: 60 }) }),
  executor: localExecutor({ env: { PATH: process.env.PATH ?? '' } }),
  emit: (event) => {
    if (event.type === 'block-decided') console.log(`block ${event.block.index}: ${event.outcome}, ${event.reason}`);
    if (event.type === 'block-output') process.stdout.write(event.chunk);
  },
});
console.log(`${summary.ran} run, ${summary.denied} not`);
