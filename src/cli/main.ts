// The command line in, an exit code out. Loads nothing that this call does not need.
import manifest from '../../package.json' with { type: 'json' };
import { ApproveRunError, EXIT } from '../errors.ts';
import { visible } from '../text/visible.ts';

/** Not in the table of exit codes on purpose: it means that approve-run itself is wrong. */
const INTERNAL = 70;

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
    return await program(argv);
  } catch (error) {
    if (error instanceof ApproveRunError) return fail(error.message, error.exitCode);
    const stack = process.env.DEBUG && error instanceof Error ? `\n${error.stack}` : ' (DEBUG=1 shows where)';
    return fail(
      `This is a fault in approve-run itself: ${error instanceof Error ? error.message : String(error)}${stack}`,
      INTERNAL,
    );
  }
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(`approve-run: ${visible(message)}\n`);
  return exitCode;
}
