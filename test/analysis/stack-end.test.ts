// Code so deep that a reader could come near the end of the stack, where the engine may end the process: no `catch` sees that. Each is
// read by a process that has read nothing before, for the engine fails at patterns that it meets for the first time. Nothing here is run.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approveRun } from '../helpers/approve-run.ts';
import { scratch } from '../helpers/scratch.ts';

const LABELS = `${Array.from({ length: 20_000 }, (_, at) => `l${at}:`).join('')};`;
const NESTED = `${'if(1)'.repeat(800)};`;

/** Each of these has ended a process: with a parser that minds no depth, or with readers that each minded only their own. */
const DEADLY: readonly (readonly [tool: string, name: string, code: string])[] = [
  ['node', 'labels', LABELS],
  ['node', 'if in if', `${'if(1)'.repeat(3_000)};`],
  ['node', 'else if', `${'if(1);else '.repeat(3_000)};`],
  ['node', 'with in with', `${'with(a)'.repeat(3_000)};`],
  ['node', 'a sum', `x = ${'new a[b]+'.repeat(8_000)}1`],
  ['node', 'code in deep code', `if(1){}${'else if(x){}'.repeat(600)}else eval("${NESTED}")`],
  ['typescript', 'labels', LABELS],
  ['typescript', 'while in while', `${'while(1)'.repeat(3_000)};`],
  ['typescript', 'a sum of templates', `x = ${'`${b}`+'.repeat(6_000)}1`],
  ['typescript', 'a sum', `x = ${'new a[b]+'.repeat(4_000)}1`],
  ['python', 'code in deep code', `import os\nif 1: pass\n${'elif x: pass\n'.repeat(550)}else: os.system("node -e '${NESTED}'")`],
];

const FENCE = '`'.repeat(12);

for (const [tool, name, code] of DEADLY) {
  test(`${tool}: ${name}`, async (context) => {
    const input = `${FENCE}${tool}\n${code}\n${FENCE}\n`;
    const ran = await approveRun(scratch(context), ['check', '--json', '--policy', 'deny-dangerous', '-'], { input });
    assert.equal(ran.code, 3, ran.stderr.slice(0, 300));
    const [block] = JSON.parse(ran.stdout).blocks;
    const says = block.effects.map((effect: { kind: string; says: string }) => `${effect.kind}: ${effect.says}`);
    assert.ok(
      says.some((one: string) => one.startsWith('opaque')),
      says.join('\n'),
    );
    // Whoever runs into the end of the stack says this.
    assert.doesNotMatch(says.join('\n'), /cannot follow/);
  });
}
