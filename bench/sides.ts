// The commands that are compared: ours, and what others offer for the same.
import { fileURLToPath } from 'node:url';
import type { Side } from './compare.ts';
import { type Argv, NODE } from './measure.ts';

const BIN = fileURLToPath(new URL('../bin/approve-run.js', import.meta.url));
const ZX = fileURLToPath(import.meta.resolve('zx/cli'));
const INTO_CAT: Argv = ['bash', '-o', 'pipefail', '-c', '"$@" | cat', 'bash'];

/** Node itself: no program written for it can be faster. */
export const NODE_ITSELF: Side = { name: 'node -e 0', argv: () => [NODE, '-e', '0'] };

/** `task` is a file of the scratch folder, and comes last. */
export function ours(flags: readonly string[], task?: string): Side {
  return {
    name: ['approve-run', ...flags].join(' '),
    argv: ({ file }) => [NODE, BIN, ...flags, ...(task === undefined ? [] : [file(task)])],
  };
}

export function zx(flag: string): Side {
  return { name: `zx ${flag}`, argv: () => [NODE, ZX, flag] };
}

/** Runs the blocks of a markdown file, as ours does, and asks nobody. */
export function zxMarkdown(task: string): Side {
  return { name: 'zx', argv: ({ file }) => [NODE, ZX, file(task)] };
}

export function bash(name: string, script: string): Side {
  return { name, argv: ({ file }) => ['bash', file(script)] };
}

export function intoCat({ name, argv }: Side): Side {
  return { name: `${name} | cat`, argv: (scratch) => [...INTO_CAT, ...argv(scratch)] };
}
