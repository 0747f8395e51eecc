// Where code is saved, and where not: names, links, what is there already, what appears between the approval and the start.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { LocalCommandLineCodeExecutor } from '../../../src/execution/command-line/local-command-line-code-executor.ts';
import { executeBlocks } from '../../helpers/execute-blocks.ts';
import { fence, scratch } from '../../helpers/scratch.ts';

function setUp(t: TestContext, options: ConstructorParameters<typeof LocalCommandLineCodeExecutor>[0] = {}) {
  const place = scratch(t);
  const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd, ...options });
  t.after(() => executor.stop());
  return { place, executor };
}

const named = (name: string, code = 'echo ran') => fence('sh', `# filename: ${name}\n${code}`);

/** First line, and what the file is called; undefined where the block has no name. */
const NAMES: readonly (readonly [string, string | undefined])[] = [
  ['# filename: a.sh', 'a.sh'],
  ['#filename: a.sh', 'a.sh'],
  ['// filename: a.sh', 'a.sh'],
  ['# filename:   with space.sh  ', 'with space.sh'],
  ['# filename: ./b/../a.sh', 'a.sh'],
  ['# filename: é.sh', 'é.sh'],
  ['# filename: ..a', undefined],
  ['# filename:', undefined],
  ['# Filename: a.sh', undefined],
  ['echo # filename: a.sh', undefined],
  ['# a.sh', undefined],
];
for (const [line, name] of NAMES) {
  test(`named by ${JSON.stringify(line)}: ${name ?? 'not at all'}`, async (t) => {
    const { place, executor } = setUp(t);
    const { results } = await executeBlocks(executor, fence('sh', `true\n`).replace('true', line));
    assert.equal(results[0]?.file, name && join(place.cwd, name));
  });
}

/** Names that programs obey, later and unasked; and what else cannot be one. */
const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['.git/hooks/pre-commit', /with a dot or a dash in front/],
  ['.envrc', /with a dot or a dash in front/],
  ['sub/.approvalrc.json', /with a dot or a dash in front/],
  ['-rf', /with a dot or a dash in front/],
  ['\u200c.git/config', /with a dot or a dash in front/],
  ['folder', /a folder is there/],
  ['folder/', /a folder is there/],
  ['link.sh', /a link is there/],
  ['dangling.sh', /a link is there/],
  ['out/x.sh', /^Filename is not in the workspace/],
  ['out/deeper/x.sh', /^Filename is not in the workspace/],
  ['there/x.sh', /a file is where its folder would be/],
];
test('names that are refused: exit 1, nobody is asked, nothing is written', async (t) => {
  const { place, executor } = setUp(t);
  mkdirSync(join(place.home, 'outside'));
  mkdirSync(join(place.cwd, 'folder'));
  symlinkSync(join(place.home, 'outside'), join(place.cwd, 'out'));
  symlinkSync(place.write('there', 'precious'), join(place.cwd, 'link.sh'));
  symlinkSync('nowhere', join(place.cwd, 'dangling.sh'));
  for (const [name, says] of REFUSED) {
    const { output, exitCode, asked } = await executeBlocks(executor, named(name));
    assert.match(output, says, name);
    assert.deepEqual([exitCode, asked.length], [1, 0], name);
  }
  assert.equal(existsSync(join(place.home, 'outside/x.sh')), false);
  assert.equal(readFileSync(join(place.cwd, 'there'), 'utf8'), 'precious');
});

test('a link to a folder inside is followed', async (t) => {
  const { place, executor } = setUp(t);
  mkdirSync(join(place.cwd, 'real'));
  symlinkSync('real', join(place.cwd, 'alias'));
  const { results } = await executeBlocks(executor, named('alias/x.sh'));
  assert.equal(results[0]?.file, join(place.cwd, 'real/x.sh'));
});

test('the working directory may be named by a link', async (t) => {
  const { place } = setUp(t);
  symlinkSync(place.cwd, join(place.home, 'link'));
  const executor = new LocalCommandLineCodeExecutor({ workDir: join(place.home, 'link') });
  assert.equal(executor.workDir, place.cwd);
  assert.equal((await executeBlocks(executor, named('x.sh'))).output, 'ran\n');
});

test('what it wrote itself it writes over unasked, as long as nobody changed it', async (t) => {
  const { place, executor } = setUp(t);
  const replaced = async (code: string) => (await executeBlocks(executor, named('x.sh', code))).asked[0]?.saveAs?.replaces;
  assert.equal(await replaced('echo 1'), undefined);
  assert.equal(await replaced('echo 2'), undefined);
  place.write('x.sh', 'changed by hand');
  assert.match((await replaced('echo 3')) ?? '', /^[0-9a-f]{64}$/);
  assert.equal(readFileSync(join(place.cwd, 'x.sh'), 'utf8'), '# filename: x.sh\necho 3\n');
});

test('what is there with the same bytes is neither lost nor removed', async (t) => {
  const { place, executor } = setUp(t);
  place.write('x.sh', '# filename: x.sh\necho ran\n');
  const { asked, output } = await executeBlocks(executor, named('x.sh'));
  assert.deepEqual([asked[0]?.saveAs?.replaces, output], [undefined, 'ran\n']);
  await executor.stop();
  assert.equal(existsSync(join(place.cwd, 'x.sh')), true);
});

test('what somebody changed after it ran is not removed', async (t) => {
  const { place, executor } = setUp(t);
  await executeBlocks(executor, named('x.sh'));
  place.write('x.sh', 'mine now');
  await executor.stop();
  assert.equal(readFileSync(join(place.cwd, 'x.sh'), 'utf8'), 'mine now');
});

test('the mode of what is replaced is kept', async (t) => {
  const { place, executor } = setUp(t);
  chmodSync(place.write('x.sh', 'old'), 0o750);
  await executeBlocks(executor, named('x.sh'));
  assert.equal(statSync(join(place.cwd, 'x.sh')).mode & 0o777, 0o750);
});

test('what appears between the approval and the start is asked about anew', async (t) => {
  const { place, executor } = setUp(t);
  let times = 0;
  const { asked, events, output } = await executeBlocks(executor, named('x.sh'), {
    approvalFunc() {
      times += 1;
      if (times === 1) writeFileSync(join(place.cwd, 'x.sh'), 'precious');
      return { approved: true, reason: '' };
    },
  });
  assert.deepEqual(
    asked.map(({ saveAs, demanded }) => [saveAs?.replaces !== undefined, demanded]),
    [
      [false, false],
      [true, true],
    ],
  );
  assert.ok(events.some(({ type }) => type === 'block-changed'));
  assert.equal(output, 'ran\n');
});

test('a link that appears between the approval and the start is never written through', async (t) => {
  const { place, executor } = setUp(t);
  const target = place.write('target', 'precious');
  const { output, exitCode } = await executeBlocks(executor, named('x.sh'), {
    approvalFunc() {
      symlinkSync(target, join(place.cwd, 'x.sh'));
      return { approved: true, reason: '' };
    },
  });
  assert.match(output, /a link is there/);
  assert.deepEqual([exitCode, readFileSync(target, 'utf8')], [1, 'precious']);
});

test('a folder that becomes a link between the approval and the start is not followed', async (t) => {
  const { place, executor } = setUp(t);
  const outside = join(place.home, 'outside');
  mkdirSync(outside);
  const { output, exitCode } = await executeBlocks(executor, named('sub/x.sh'), {
    approvalFunc() {
      symlinkSync(outside, join(place.cwd, 'sub'));
      return { approved: true, reason: '' };
    },
  });
  assert.match(output, /^Filename is not in the workspace/);
  assert.deepEqual([exitCode, existsSync(join(outside, 'x.sh'))], [1, false]);
});

test('a block that is refused is not saved', async (t) => {
  const { place, executor } = setUp(t);
  await executeBlocks(executor, named('x.sh'), { approvalFunc: () => ({ approved: false, reason: 'no' }) });
  assert.equal(existsSync(join(place.cwd, 'x.sh')), false);
});

test('a block that runs the file that it is saved as is asked about once', async (t) => {
  const { executor } = setUp(t);
  const { asked, output } = await executeBlocks(executor, named('x.sh', '[ -n "$1" ] && echo inner || sh x.sh again'));
  assert.deepEqual([asked.length, output], [1, 'inner\n']);
});

test('a block that runs the file that it is saved as is read as what will lie there, not as what does', async (t) => {
  const { executor } = setUp(t);
  const inner = 'if [ -n "$1" ]; then echo inner; else sh x.sh again; fi';
  const { asked, output } = await executeBlocks(executor, named('x.sh', 'echo >old') + named('x.sh', inner));
  const [, second] = asked;
  assert.deepEqual(
    [output, second?.executes, second?.effects.some(({ path }) => path?.endsWith('/old'))],
    ['inner\n', [], false],
  );
});

test('what runs are the approved bytes, also where the file is changed meanwhile', async (t) => {
  const { executor } = setUp(t);
  const { output } = await executeBlocks(executor, named('x.sh', 'echo "echo other" >x.sh\necho mine'));
  assert.equal(output, 'mine\n');
});

test('a module that is saved again within the second is the new one', async (t) => {
  // Whoever has it set already would hide a fault.
  delete process.env.PYTHONDONTWRITEBYTECODE;
  const { executor } = setUp(t);
  const use = fence('python', 'import os\nos.utime("mod.py", (1, 1))\nimport mod\nprint(mod.x)');
  const make = (x: number) => fence('python', `# filename: mod.py\nx = ${x}`);
  assert.equal((await executeBlocks(executor, make(1) + use + make(2) + use)).output, '1\n2\n');
});

test('Python knows where its code is saved, and tracebacks say so', async (t) => {
  const { place, executor } = setUp(t);
  const code = '# filename: sub/x.py\nimport sys\nprint(__file__, sys.argv)\nraise ValueError("x")';
  const { output } = await executeBlocks(executor, fence('python', code));
  const path = join(place.cwd, 'sub/x.py');
  assert.match(
    output,
    new RegExp(`^${path} \\['${path}'\\]\nTraceback.*\n {2}File "${path}", line 4, in <module>\n {4}raise Val`),
  );
});

/** First text, what a person makes of it, where that is saved. */
const EDITED: readonly (readonly [string, string, string | undefined])[] = [
  ['# filename: a.sh\ntrue', '# filename: b.sh\ntrue\n', 'b.sh'],
  ['# filename: a.sh\ntrue', 'echo no name\n', undefined],
  ['true', '# filename: b.sh\ntrue\n', 'b.sh'],
];
for (const [first, edited, name] of EDITED) {
  test(`edited, it is saved as it says then: ${JSON.stringify([first, edited])}`, async (t) => {
    const place = scratch(t);
    const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd });
    t.after(() => executor.stop());
    const { asked, results } = await executeBlocks(executor, fence('sh', first), {
      approvalFunc: ({ attempt }) =>
        attempt === 1 ? { approved: false, reason: '', edited } : { approved: true, reason: 'as edited' },
    });
    const path = name && join(place.cwd, name);
    assert.deepEqual([asked[1]?.saveAs?.path, results[0]?.file], [path, path]);
    assert.equal(existsSync(join(place.cwd, 'a.sh')), false);
  });
}

test('edited to a name outside of the folder, nothing runs', async (t) => {
  const place = scratch(t);
  const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd });
  t.after(() => executor.stop());
  const { asked, output } = await executeBlocks(executor, fence('sh', 'true'), {
    approvalFunc: () => ({ approved: false, reason: '', edited: '# filename: ../d.sh\ntouch marker\n' }),
  });
  assert.match(output, /^Filename is not in the workspace/);
  assert.deepEqual(
    [asked.length, existsSync(join(place.cwd, 'marker')), existsSync(join(place.home, 'd.sh'))],
    [1, false, false],
  );
});
