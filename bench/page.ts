// A run of many blocks that print a lot in; how long its page takes, and how large it is, out.
import { writeFileSync } from 'node:fs';
import { type Finding, figure } from './finding.ts';
import { type Argv, interleave, median, report } from './measure.ts';
import type { Scratch } from './scratch.ts';
import { NODE_ITSELF, ours } from './sides.ts';

const BLOCKS = 1000;
const TASK = 'page.md';
/** 20 lines of code, and more output than the journal's line holds of it. */
const CODE = `set -euo pipefail\n${'# what is there, and how much of it?\nname="a b c"\n'.repeat(9)}seq 10000 16000 | sed 's/$/ <line> & more/'`;
const ROUNDS = 7;
const MOST_MS = 2000;
const MOST_MB = 5;

export function page(scratch: Scratch): Finding[] {
  writeFileSync(scratch.file(TASK), `A step.\n\n\`\`\`bash\n${CODE}\n\`\`\`\n\n`.repeat(BLOCKS));
  report(intoNothing(ours(['--quiet', '--policy', 'allow-all'], TASK).argv(scratch)), scratch);
  const argv = ours(['log', 'last', '--html', '-']).argv(scratch);
  const [runs = [], bare = []] = interleave([argv, NODE_ITSELF.argv(scratch)], ROUNDS, scratch);
  const times = runs.map(({ ms }) => ms);
  const bytes = Number(report(['bash', '-o', 'pipefail', '-c', '"$@" | wc -c', 'bash', ...argv], scratch).stdout);
  return [
    {
      what: 'log last --html -',
      measured: figure(median(times), 'ms', MOST_MS),
      peak: figure(median(runs.map(({ peakMb }) => peakMb)), 'MB'),
      note: `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms`,
    },
    { what: NODE_ITSELF.name, measured: figure(median(bare.map(({ ms }) => ms)), 'ms') },
    { what: 'the page', measured: figure(bytes / 1_000_000, 'MB', MOST_MB), note: `${BLOCKS} blocks, all with code and output` },
  ];
}

function intoNothing(argv: Argv): Argv {
  return ['bash', '-c', '"$@" > /dev/null', 'bash', ...argv];
}
