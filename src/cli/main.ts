// The command line in, an exit code out. Loads nothing that this call does not need.
import manifest from '../../package.json' with { type: 'json' };
import { ApproveRunError, EXIT } from '../errors.ts';
import { visible } from '../text/visible.ts';

/** Not in the table of exit codes on purpose: it means that approve-run itself is wrong. */
const INTERNAL = 70;
const SIGNALLED = 128;

export async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${manifest.version}\n`);
    return EXIT.ok;
  }
  if (process.platform === 'win32') {
    return fail(
      'Native Windows is not supported: blocks are ended by process groups. Run it inside WSL (https://aka.ms/wsl).',
      EXIT.usage,
    );
  }
  try {
    const { program } = await import('./program.ts');
    const exitCode = await program(argv);
    // Whoever ends a run by a signal does not wait for a reader.
    if (exitCode < SIGNALLED) await written();
    return exitCode;
  } catch (error) {
    if (error instanceof ApproveRunError) return fail(error.message, error.exitCode);
    const stack = process.env.DEBUG && error instanceof Error ? `\n${error.stack}` : ' (DEBUG=1 shows where)';
    return fail(
      `This is a fault in approve-run itself: ${error instanceof Error ? error.message : String(error)}${stack}`,
      INTERNAL,
    );
  }
}

/** What is still on its way into a pipe would be lost with the process. A reader that has gone loses nothing. */
async function written(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.writableLength === 0) continue;
    await new Promise<unknown>((resolve) => stream.once('error', resolve).write('', resolve));
  }
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(`approve-run: ${visible(message)}\n`);
  return exitCode;
}
