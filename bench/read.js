// A file of blocks for one tool in, how often to read each; how long each reading took in this fresh process, as JSON, out.
import { readFileSync } from 'node:fs';
import { analyse } from 'approve-run';

const { tool, blocks } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const place = { cwd: '/home/ann/work/app', home: '/home/ann' };
const reports = [];
for (const { code, times } of blocks) {
  const ms = [];
  let opaque = false;
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    const { effects } = await analyse(code, tool, place);
    ms.push(performance.now() - start);
    opaque ||= effects.some(({ kind }) => kind === 'opaque' || kind === 'unread');
  }
  reports.push({ ms, opaque });
}
console.log(JSON.stringify(reports));
