// Words in, each a part of a row's name; one line a finding out: what was measured, the goal, ok or over. Build first.
import type { Finding } from './compare.ts';
import { ROWS } from './rows.ts';
import { makeScratch } from './scratch.ts';

const words = process.argv.slice(2);
const rows = ROWS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (rows.length === 0) console.log(`No row has ${words.join(' or ')} in its name: ${ROWS.map(({ name }) => name).join(', ')}.`);

const scratch = makeScratch();
try {
  for (const { name, measure } of rows) {
    try {
      for (const finding of measure(scratch)) print(name, finding);
    } catch (error) {
      console.log(`${name}: FAILED: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
} finally {
  scratch.remove();
}

function print(name: string, { what, value, goal, note = '' }: Finding): void {
  const met = goal && (goal.at === 'most' ? value <= goal.limit : value >= goal.limit);
  const cells = [
    name.padEnd(34),
    what.padEnd(13),
    (value < 10 ? value.toFixed(2) : value.toFixed(0)).padStart(6),
    (goal ? `${goal.at === 'most' ? '<=' : '>='} ${goal.limit}` : '').padEnd(9),
    (met === undefined ? '' : met ? 'ok' : 'OVER').padEnd(5),
    note,
  ];
  console.log(cells.join('  ').trimEnd());
}
