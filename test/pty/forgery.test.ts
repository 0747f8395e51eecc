// Whoever writes a task, a policy, a file name, or speaks as a model: no row on the screen begins with their words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BINARY } from '../helpers/approve-run.ts';
import { provider } from '../helpers/provider.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const COLUMNS = 60;
const FORGED = /^✓/;

/** The sign at every distance from the beginning of a row, wherever the text begins: each part is a column shorter than a row. */
function everywhere(parts = COLUMNS, filler = ' '): string {
  return `✓${filler.repeat(COLUMNS - 2)}`.repeat(parts);
}

/** For each input: the arguments of runs that take it. */
const INPUTS: Readonly<Record<string, (place: Scratch) => readonly (readonly string[])[]>> = {
  'the title of a task': (place) => [[place.write('t.md', `---\ntitle: "x${everywhere()}"\n---\n${fence('bash', 'true')}`)]],
  'a key of front matter': (place) => [[place.write('t.md', `---\n? "${everywhere()}"\n: 1\n---\n${fence('bash', 'true')}`)]],
  'the name of a file': (place) =>
    Array.from({ length: COLUMNS / 4 }, (_, at) => {
      place.write(`${'x'.repeat(4 * at)}.d/${everywhere(4)}`, fence('bash', 'true'));
      return [`${'x'.repeat(4 * at)}.d/${everywhere(4)}`];
    }),
  'the path that a block deletes': (place) => [[place.write('t.md', fence('bash', `rm -rf "/nowhere/${everywhere()}"`))]],
  'the word after a fence': (place) => [[place.write('t.md', fence(everywhere(COLUMNS, '·'), 'x') + fence('bash', 'true'))]],
  'the reason of a policy': (place) => {
    const rule = `  - id: r\n    deny: { command: echo }\n    because: "${everywhere()}"\n    match: ["echo x"]\n    notMatch: ["ls"]\n`;
    place.write('p.yaml', `name: p\ndescription: d\ndefault: deny\nrules:\n${rule}`);
    return [[place.write('t.md', fence('bash', 'echo x')), '--policy', './p.yaml']];
  },
  'the output of a block': (place) => [
    [place.write('t.md', fence('bash', `printf '%s\\n' '${everywhere()}'`)), '--policy', 'allow-all'],
  ],
  'the code of a block': (place) => [[place.write('t.md', fence('bash', `# ${everywhere()}`)), '--policy', 'allow-all']],
};

for (const [name, make] of Object.entries(INPUTS)) {
  test(`${name} begins no row`, async (t) => {
    const place = scratch(t);
    for (const args of make(place)) {
      for (const command of [['check'], []]) {
        const program = ['-c', '"$@" </dev/null; read -r _', 'sh', process.execPath, BINARY, ...command, ...args];
        const run = inTerminal(place, program, { program: ['sh'], columns: COLUMNS, rows: 100 });
        const screen = await run.until(command.length > 0 ? / {2}(?:allow|ask|deny|skip) / : /\d+ run · /);
        run.type('\r');
        await run.ended();
        // Ours, at the end of a block or an approval, are few and known.
        const rows = screen.split('\n').filter((row) => FORGED.test(row) && !/^✓ (?:\d\/\d exit 0|approved: \S)/.test(row));
        assert.deepEqual(rows, [], `${command}:\n${screen}`);
      }
    }
  });
}

test('a key that is pressed while a model thinks answers nothing', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const { env } = await provider(
    t,
    { text: fence('bash', 'echo ran'), options: { streamingProfile: { ttft: 1500, tps: 50 } } },
    'Done.',
  );
  const run = inTerminal(place, ['--model', 'openai/gpt-5', '--timeout', '2', task], { env });
  await run.until(/thinking/);
  run.type('y\ryes\ralways\r1\r\u001b[200~yes\r\u001b[201~');
  assert.equal(await run.ended(), 4);
  assert.doesNotMatch(await run.screen(), /│ ran/);
});
