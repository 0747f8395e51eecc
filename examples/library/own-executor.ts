// An executor of one's own: Python blocks run by another program, here a stand-in for a machine elsewhere. It takes nothing but what was approved.
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { assertApproved, type CodeExecutor, executeCodeBlocks } from 'approve-run';

/** Starts the program with the code as its standard input, as `ssh machine python3 -` would be started. */
function remotePython(program: readonly [string, ...string[]]): CodeExecutor {
  return {
    // Runs nothing: says what would run, and where. An approval binds all of it.
    prepare: (block) =>
      block.language === 'python'
        ? { status: 'ready', proposal: { block, tool: 'python', argv: program, cwd: tmpdir(), sandbox: 'none' } }
        : { status: 'no-tool', reason: 'only python runs there' },

    async run(approved, output, signal) {
      // Throws for everything that the gate did not make: a copy, a cast, something built by hand.
      assertApproved(approved);
      const startedAt = performance.now();
      const [name, ...args] = approved.argv;
      const child = spawn(name, args, { cwd: approved.cwd, stdio: ['pipe', 'pipe', 'inherit'], signal });
      child.on('error', () => {}); // An abort is told by `interrupted`.
      const ended = new Promise<readonly [number | null, string | null]>((resolve) =>
        child.once('close', (...how) => resolve(how)),
      );
      child.stdin.end(approved.block.code);
      let head = '';
      for await (const chunk of child.stdout) {
        head += chunk;
        await output(chunk);
      }
      const [exitCode, by] = await ended;
      return {
        exitCode,
        signal: by,
        durationMs: Math.round(performance.now() - startedAt),
        bytes: Buffer.byteLength(head),
        output: { head, tail: '', omittedBytes: 0 },
        timedOut: false,
        interrupted: signal.aborted,
        leftover: [],
      };
    },
  };
}

const { status, output } = await executeCodeBlocks('```python\nprint("hello from elsewhere")\n```', {
  codeExecutor: remotePython(['python3', '-I', '-']),
  policy: 'read-only',
});
console.log(status, output);
