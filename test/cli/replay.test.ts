// Recordings: written by --record, or in the journal, played by --agent replay:…, and what stands in the way of either.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { approveRun, BINARY } from '../helpers/approve-run.ts';
import { journalFolder } from '../helpers/journal-folder.ts';
import { provider } from '../helpers/provider.ts';
import { cleanEnv, fence, scratch } from '../helpers/scratch.ts';

const turn = (text: string) => JSON.stringify({ type: 'turn-started', text });

test('what a model said once is played again without it, byte for byte', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const { env } = await provider(
    t,
    `One.\n\n${fence('bash', 'printf "\\t%s" 1 >> out')}`,
    fence('bash', 'echo 2 >> out'),
    'Done.',
  );
  const model = ['--model', 'openai/gpt-5', '--record', 'run.jsonl', '--policy', 'allow-all', task];
  const recorded = await approveRun(place, model, { env });
  assert.equal(recorded.code, 0, recorded.stderr);
  assert.equal(statSync(join(place.cwd, 'run.jsonl')).mode & 0o777, 0o600);

  const played = await approveRun(place, ['--agent', 'replay:run.jsonl', '--json', '--policy', 'allow-all', task]);
  assert.equal(played.code, 0, played.stderr);
  assert.equal(readFileSync(join(place.cwd, 'out'), 'utf8'), '\t12\n\t12\n');
  const proposed = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ type }) => type === 'block-proposed')
      .map(({ digest }) => digest);
  assert.deepEqual(proposed(played.stdout), proposed(readFileSync(join(place.cwd, 'run.jsonl'), 'utf8')));
  assert.match(played.stderr, /replay of run\.jsonl · policy allow-all/);
  assert.match(played.stderr, /┊ Done\./);
});

test('a recording approves nothing', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  place.write(
    'turns.jsonl',
    `${turn(fence('bash', 'touch marker'))}\n{"type":"block-decided","outcome":"approved","by":"approver"}\n`,
  );
  const ran = await approveRun(place, ['--agent', 'replay:turns.jsonl', task]);
  assert.deepEqual([ran.code, existsSync(join(place.cwd, 'marker'))], [3, false]);
});

const FAULTY: readonly (readonly [name: string, recording: string | undefined, says: RegExp])[] = [
  ['none', undefined, /Cannot read the recording turns\.jsonl: there is no such file\./],
  ['an empty one', '', /turns\.jsonl has no turns to replay\. --record FILE writes such a file/],
  ['one without turns', '{"type":"run-started"}\n', /has no turns to replay/],
  ['a torn line', `${turn('One.')}\n{"type":"turn-st`, /turns\.jsonl:2: is no JSON object\./],
  ['a list', '[1]\n', /turns\.jsonl:1: is no JSON object\./],
  ['a turn without text', '{"type":"turn-started"}\n', /turns\.jsonl:1: "text" must be the message of this turn\./],
];

test('a recording that is no file, or no text', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'touch marker'));
  place.write('bytes.jsonl', Buffer.from([0x22, 0xff, 0x22]));
  const says: Readonly<Record<string, RegExp>> = {
    '/dev/zero': /it is no file/,
    '.': /it is no file/,
    'bytes.jsonl': /it is not UTF-8/,
  };
  for (const [path, why] of Object.entries(says)) {
    const ran = await approveRun(place, ['--agent', `replay:${path}`, '--policy', 'allow-all', task]);
    assert.equal(ran.code, 2, path);
    assert.match(ran.stderr, why);
  }
});

for (const [name, recording, says] of FAULTY) {
  test(`a recording that is of no use: ${name}`, async (t) => {
    const place = scratch(t);
    const task = place.write('task.md', fence('bash', 'touch marker'));
    if (recording !== undefined) place.write('turns.jsonl', recording);
    const ran = await approveRun(place, ['--agent', 'replay:turns.jsonl', '--policy', 'allow-all', task]);
    assert.deepEqual([ran.code, existsSync(join(place.cwd, 'marker'))], [2, false]);
    assert.match(ran.stderr, says);
  });
}

test('a recording overwrites nothing', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'touch marker'));
  writeFileSync(join(place.cwd, 'notes.txt'), 'mine');
  const ran = await approveRun(place, ['--record', 'notes.txt', '--policy', 'allow-all', task]);
  assert.deepEqual([ran.code, existsSync(join(place.cwd, 'marker'))], [2, false]);
  assert.match(ran.stderr, /--record notes\.txt: is there already/);
  assert.equal(readFileSync(join(place.cwd, 'notes.txt'), 'utf8'), 'mine');
});

test('a recording that cannot go on ends aloud, and the run goes on', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'head -c 40000 /dev/zero | tr "\\0" x') + fence('bash', 'echo on'));
  const run = `ulimit -f 8; exec ${process.execPath} ${BINARY} --journal off --record run.jsonl --policy allow-all ${task}`;
  const { exitCode, stdout, stderr } = await execa('bash', ['-c', run], {
    cwd: place.cwd,
    env: cleanEnv(place),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
  assert.equal(exitCode, 0, stderr);
  assert.match(stderr, /! --record run\.jsonl ends here, it cannot be written: EFBIG\./);
  assert.match(stdout, /on$/);
});

test('--dry-run judges what is proposed first, and runs nothing', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'touch marker'));
  const document = await approveRun(place, ['--dry-run', '--policy', 'allow-all', task]);
  const check = await approveRun(place, ['check', '--policy', 'allow-all', task]);
  assert.deepEqual([document.code, document.stdout], [0, check.stdout]);

  const { env, sent } = await provider(t, `I would do this.\n\n${fence('bash', 'touch marker')}${fence('bash', 'sudo ls')}`);
  const model = await approveRun(place, ['--dry-run', '--model', 'openai/gpt-5', '--policy', 'deny-dangerous', task], { env });
  assert.equal(model.code, 3, model.stderr);
  assert.match(model.stderr, /┊ I would do this\./);
  assert.match(model.stdout, /1 {2}allow {2}bash[\s\S]*2 {2}deny {3}bash/);
  const failed = await approveRun(place, ['--dry-run', '--model', 'openai/gpt-5', task]);
  assert.equal(failed.code, 5);
  assert.deepEqual([existsSync(join(place.cwd, 'marker')), sent().length], [false, 1]);
});

test('replay:RUN takes a run of the journal by its id, its beginning, or last; a file of that name wins', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'echo recorded'));
  const other = place.write('other.md', fence('bash', 'echo other'));
  assert.equal((await approveRun(place, ['--policy', 'allow-all', task])).code, 0);
  const folder = journalFolder(place);
  const [name = ''] = readdirSync(folder).filter((file) => /^\d/.test(file));
  const run = name.replace('.jsonl', '');
  const replayed = (word: string, ...more: string[]) =>
    approveRun(place, ['--agent', `replay:${word}`, '--policy', 'allow-all', '--journal', 'elsewhere', ...more, other]);
  // In the folder in force there is none; a crash may have torn the last line.
  writeFileSync(join(folder, name), `${readFileSync(join(folder, name), 'utf8')}{"v":1,"n":8,"ti`);
  for (const word of [run, run.slice(0, 15), 'last']) {
    const missing = await replayed(word);
    assert.equal(missing.code, 2, word);
    assert.match(
      missing.stderr,
      /Cannot read the recording .*: there is no such file, and there are no journals in ~\/project\/elsewhere yet/,
    );
    const { stdout, stderr } = await approveRun(place, [
      '--agent',
      `replay:${word}`,
      '--policy',
      'deny-dangerous',
      '--dry-run',
      other,
    ]);
    assert.match(stdout, /1 {2}allow/, `${word}: ${stderr}`);
    assert.match(stderr, /┊ echo recorded/, word);
  }
  const off = await replayed('last', '--journal', 'off');
  assert.match(
    off.stderr,
    /Cannot read the recording last: there is no such file, and no run is looked up while no journal is kept/,
  );
  const short = await replayed(run.slice(0, 7));
  assert.match(short.stderr, /Cannot read the recording \d{7}: there is no such file\./);
  place.write('last', `${turn(fence('bash', 'echo of the file'))}\n`);
  assert.match((await approveRun(place, ['--agent', 'replay:last', '--dry-run', other])).stderr, /┊ echo of the file/);
});

test('a journal that a crash tore, and one that was gone on with: what was torn is no turn', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'echo task'));
  const first = JSON.stringify({ v: 1, n: 0, prev: '0'.repeat(64), type: 'run-started' });
  const recovered = '{"type":"recovered","torn":{"bytes":18}}';
  const sealed = [first, turn(fence('bash', 'echo one')), '{"type":"turn-star', recovered, turn(fence('bash', 'echo two'))];
  place.write('run.jsonl', Buffer.concat([Buffer.from(`${sealed.join('\n')}\n{"text":"`), Buffer.from([0xc3])]));
  const { code, stdout } = await approveRun(place, ['--agent', 'replay:run.jsonl', '--policy', 'allow-all', task]);
  assert.deepEqual([code, stdout], [0, 'one\ntwo\n']);
});
