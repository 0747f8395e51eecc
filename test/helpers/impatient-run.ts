// A task in; its blocks run, approved by all, by a view with so little patience that no test has to wait for its words.
import { documentAgent } from '../../src/agent/document.ts';
import { openSession } from '../../src/cli/assemble.ts';
import { statusLine } from '../../src/cli/view/status-line.ts';
import { terminalView } from '../../src/cli/view/terminal-view.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { run } from '../../src/run.ts';

const [task = '', ...flags] = process.argv.slice(2);
const quiet = flags.includes('--quiet');
const session = await openSession({ task, flags: { policy: ['allow-all'] } });
const chosen = { agent: documentAgent(session.task), proposes: 'impatient', place: () => 'here' };
const status = statusLine(process.stderr, { wanted: !quiet });
const emit = terminalView({
  session,
  chosen,
  quiet,
  json: false,
  status,
  journal: { note: () => 'off' },
  pace: { running: 50, hint: 1000 },
});
const executor = localExecutor({ prepare: session.prepare, env: session.environment.env });
const { exitCode } = await run({ agent: chosen.agent, gate: session.gate(undefined), executor, emit });
process.exitCode = exitCode;
