// Every `@example` of the sources, and those of the README and docs/library.md: whole ones are type-checked and run against the built
// package, as a user would; those of one line are compared with what they say.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { fenced } from '../../src/text/fenced.ts';
import { compileAsConsumer } from '../helpers/consumer.ts';
import { scratch } from '../helpers/scratch.ts';

interface Example {
  readonly file: string;
  readonly name: string;
  readonly text: string;
  /** The name that is documented by it. */
  readonly of: string | undefined;
}

const root = join(import.meta.dirname, '../..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const examples = [
  ...sources.flatMap((name) => examplesOf(join('src', name))),
  ...['README.md', 'docs/library.md'].flatMap(pageExamples),
];
const whole = examples.filter(({ text }) => text.includes('```ts'));
const lines = examples.filter(({ text }) => !text.includes('```ts'));

test('whole examples type-check and run', async (t) => {
  const place = scratch(t);
  for (const { name, text } of whole) {
    const [block] = extractCodeBlocks(text);
    place.write(`${name}.ts`, `${block?.code}\nexport {};\n`);
  }
  assert.equal(
    await compileAsConsumer(
      place,
      whole.map(({ name }) => `${name}.ts`),
    ),
    '',
  );
  const waiting = [...whole];
  const env = { PATH: process.env.PATH, HOME: place.home, TMPDIR: place.home };
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const { exitCode, stderr } = await execa(process.execPath, [`out/${one.name}.js`], {
        cwd: place.cwd,
        env,
        extendEnv: false,
        stdin: 'ignore',
        timeout: 60_000,
        reject: false,
      });
      assert.deepEqual([exitCode, stderr], [0, ''], `the example of ${one.of} in ${one.file}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
});

for (const { file, name, text } of lines) {
  test(`${file}: ${text}`, async () => {
    const [, expression = '', value = ''] = /^(.*?) \/\/ (.*)$/s.exec(text) ?? [];
    assert.notEqual(value, '', `${name} says no value`);
    const scope: Record<string, unknown> = await import(join(root, file));
    const evaluate = new Function(...Object.keys(scope), `return [${expression}, ${value}];`) as (
      ...values: unknown[]
    ) => unknown[];
    const [actual, expected] = evaluate(...Object.values(scope));
    assert.deepEqual(actual, expected);
  });
}

test('everything public that can be called has an example', async () => {
  const library: Record<string, unknown> = await import('approve-run');
  const shown = new Set(whole.map((example) => example.of));
  const without = Object.entries(library)
    .filter(([name, value]) => typeof value === 'function' && !(value.prototype instanceof Error) && !shown.has(name))
    .map(([name]) => name);
  assert.deepEqual(without, []);
});

function pageExamples(file: string): Example[] {
  return extractCodeBlocks(readFileSync(join(root, file), 'utf8'))
    .filter(({ language }) => language === 'ts')
    .map(({ code, line }) => ({ file, of: `line ${line}`, name: `${basename(file, '.md')}-${line}`, text: fenced(code, 'ts') }));
}

function examplesOf(file: string): Example[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [...source.matchAll(/\/\*\*([\s\S]*?)\*\/\s*(?:export )?(?:async )?(?:function\*?|class|const) (\w+)/g)].flatMap(
    ([, comment = '', of]) => {
      const text = comment.replace(/^[ \t]*\* ?/gm, '');
      return text
        .split(/^[ \t]*@/m)
        .filter((tag) => tag.startsWith('example'))
        .map((tag, at) => ({ file, of, text: tag.slice('example'.length).trim(), name: `${basename(file, '.ts')}-${of}-${at}` }));
    },
  );
}
