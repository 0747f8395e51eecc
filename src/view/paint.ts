// The few colours of what people read; none where the stream takes none (NO_COLOR, FORCE_COLOR, dumb terminals, pipes).
import { type ChalkInstance, chalkStderr, default as chalkStdout } from 'chalk';

// chalk does not look at it.
if (process.env.NO_COLOR && !process.env.FORCE_COLOR) {
  chalkStderr.level = 0;
  chalkStdout.level = 0;
}

function paints(chalk: ChalkInstance) {
  return {
    dim: (text: string) => chalk.dim(text),
    strong: (text: string) => chalk.bold(text),
    good: (text: string) => chalk.green(text),
    warn: (text: string) => chalk.yellow(text),
    bad: (text: string) => chalk.red(text),
  };
}

/** For stderr, where the view of a run is. */
export const paint = paints(chalkStderr);
export const hasColour = chalkStderr.level > 0;

/** For what is printed on stdout. */
export const paintStdout = paints(chalkStdout);
export const hasColourStdout = chalkStdout.level > 0;
