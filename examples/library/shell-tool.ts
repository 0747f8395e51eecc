// A shell for a model, with filters: one plain command a call, `git` only to look, nothing that touches .env.
// Run it: node --import tsx examples/library/shell-tool.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shellTool } from 'approve-run';

const cwd = mkdtempSync(join(tmpdir(), 'approve-run-example-'));
writeFileSync(join(cwd, '.env'), 'TOKEN=secret\n');
writeFileSync(join(cwd, 'notes.txt'), 'buy milk\n');

const shell = shellTool({
  cwd,
  allowed: ['cat', 'ls', 'grep', 'git status', 'git log'],
  ignore: ['**/.env'],
  // What the filters let through is asked about here; a person, or a service, would answer.
  approvalFunc: ({ code, effects }) => {
    console.log(`  asked: ${code} (${effects.length === 0 ? 'changes nothing' : effects.map(({ says }) => says).join(', ')})`);
    return { approved: !code.includes('git'), reason: 'no git today' };
  },
});

// With the AI SDK: await generateText({ model, tools: { shell }, prompt, stopWhen: stepCountIs(5) });
for (const command of ['cat notes.txt', 'cat .env', 'grep -r TOKEN .', 'cat notes.txt > copy', 'git push', 'git status']) {
  console.log(`$ ${command}`);
  console.log(await shell.execute({ command }));
}

await shell.close();
rmSync(cwd, { recursive: true });
