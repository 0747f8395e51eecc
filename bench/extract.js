// A markdown file in; how long the built library takes to find its blocks in this fresh process, as JSON, out.
import { readFileSync } from 'node:fs';
import { extractCodeBlocks } from 'approve-run';

const markdown = readFileSync(process.argv[2] ?? '', 'utf8');
const start = performance.now();
const blocks = extractCodeBlocks(markdown).length;
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, blocks }));
