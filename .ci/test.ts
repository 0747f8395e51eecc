// Runs every test/**/*.test.ts, or those whose path contains one of the arguments, and ends with node:test's exit code.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const filters = process.argv.slice(2);
// Node 20's `node --test` expands no globs, so it is given every file by name.
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test', name))
  .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
  .sort();

if (files.length === 0) {
  console.log(`No test file's path contains ${filters.join(' or ')}.`);
  process.exitCode = 1;
} else {
  // Most of them wait for a process or a terminal most of the time, so that two at once leave two cores idle.
  const atOnce = Math.max(4, availableParallelism());
  // Without a terminal, Node 20 reports in TAP unless told otherwise.
  const options = ['--import', 'tsx', '--test', `--test-concurrency=${atOnce}`, '--test-reporter=spec'];
  const { status, error } = spawnSync(process.execPath, [...options, ...files], { stdio: 'inherit' });
  if (error) throw error;
  process.exitCode = status ?? 1;
}
