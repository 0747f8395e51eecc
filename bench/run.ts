// Words in, each a part of a row's name; what these rows, or all of them, found out.
import { setImmediate } from 'node:timers/promises';
import type { Finding } from './finding.ts';
import { legend, row, summary } from './print.ts';
import { ROWS } from './rows.ts';
import { makeScratch } from './scratch.ts';

const words = process.argv.slice(2);
const rows = ROWS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (rows.length === 0) {
  console.log(`No row has ${words.join(' or ')} in its name: ${ROWS.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 1;
} else await print();

async function print(): Promise<void> {
  const found = new Map<string, readonly Finding[]>();
  const scratch = makeScratch();
  let interrupted = false;
  // Ctrl-C ends the command that is being measured; the scratch folder goes all the same.
  process.on('SIGINT', () => {
    interrupted = true;
  });
  console.log(legend());
  try {
    for (const { name, measure } of rows) {
      // Signals are told between rows only: what is measured is waited for without the event loop.
      await setImmediate();
      if (interrupted) break;
      try {
        const findings = await measure(scratch, words.length > 0);
        found.set(name, findings);
        console.log(row(name, findings));
      } catch (error) {
        console.log(`\n${name}\n  FAILED: ${error instanceof Error ? error.message : String(error)}`);
        process.exitCode = 1;
      }
    }
  } finally {
    scratch.remove();
  }
  if (interrupted) process.exitCode = 130;
  else console.log(summary(found));
}
