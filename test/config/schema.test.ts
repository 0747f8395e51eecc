// The JSON schema that editors are given, as the build left it: it must judge every config as the tool itself does.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import * as valibot from 'valibot';
import { configSchema } from '../../src/config/config-schema.ts';
import { KEYS } from '../../src/config/keys.ts';
import { isValid } from './judge-by-json-schema.ts';

const SCHEMA = JSON.parse(readFileSync(new URL('../../dist/approvalrc.schema.json', import.meta.url), 'utf8'));
const EXAMPLE = JSON.parse(readFileSync(new URL('../../.approvalrc.example.json', import.meta.url), 'utf8'));

/** Values by key, or whole configs under ''. */
const VALID: Readonly<Record<string, readonly unknown[]>> = {
  '': [{}, EXAMPLE],
  $schema: ['x', 1, null],
  policy: ['ask', ' ./p.yaml ', ['ask'], ['ask', './p.yaml', './p.yaml']],
  always: ['all', 'bash, python', ', bash', ['bash', 'a,b'], ['x']],
  timeout: [0, 0.5, 30, 2_147_483],
  onTimeout: ['stop', 'deny'],
  blockTimeout: [0.001, 120, 2_147_483],
  approver: ['https://h/ask', 'http://localhost:8000', ' https://h '],
  message: ['Sure?', ' x\n'],
  deniedMessage: ['no'],
  agent: ['document', 'model', ' model ', 'replay:run.jsonl', 'replay: a b', 'replay:\nx'],
  model: ['anthropic/claude-sonnet-5-5', 'qwen3'],
  baseUrl: ['http://localhost:8080/v1', 'https://h', ' https://h/?a=b@c#d ', 'http://[::1]:1/', 'http://h?x', 'http://h#x'],
  system: ['x'],
  temperature: [0, 0.2, 2],
  maxTurns: [1, 20, Number.MAX_SAFE_INTEGER],
  contextTokens: [1000],
  modelTimeout: [0.1, 300],
  bell: [true, false],
  sandbox: ['off', 'auto', 'net', 'on'],
  allowRead: [[], ['~/.gitconfig', '/srv']],
  allowWrite: [['../build']],
  journal: ['off', '~/journals'],
  tools: [
    [],
    ['bash', ' py '],
    {},
    { deno: { command: ['deno'] } },
    { deno: { command: ['deno', 'run', '', '{file.ts}'], languages: ['ts', 'c++', 'c#'] }, ruby: false },
    { 'all-of-it': { command: ['x'] } },
  ],
  env: [{}, { pass: [] }, { pass: ['GITHUB_TOKEN', '_x1'] }],
};

const INVALID: Readonly<Record<string, readonly unknown[]>> = {
  '': [[], null, 'ask', 1, true, ['policy'], { timout: 1 }, { constructor: 1 }, { toString: 1 }, { Policy: 'ask' }],
  policy: [5, '', '  ', [], ['ask', 7], ['ask', ''], { a: 1 }, null, true],
  always: ['', ',', ' , ', [], [''], [1], {}, false],
  timeout: [-1, 2_147_484, '5', null, [1], true],
  onTimeout: ['Deny', '', null, true, ['stop']],
  blockTimeout: [0, -1, 2_147_484, '1', null],
  approver: ['', 'h', 'ftp://h', 'https://me:secret@h', 'https://', 1, null, ['https://h']],
  message: ['', ' \n\t', 1, ['x'], null],
  deniedMessage: ['', 1],
  agent: ['', 'documents', 'replay', 'replay:', 'replay:  ', 'x model', 'Model', 1, null, ['model']],
  model: ['', ' ', 1, null, ['x']],
  baseUrl: [
    '',
    'localhost:8080',
    'ftp://h',
    'http://',
    'http:///h',
    'http:h',
    'HTTP://h',
    'http://user@h',
    'http://user:secret@h',
    'http://:@h',
    'http://h\\@evil',
    'http://a b/',
    'http://h/a b',
    'javascript:1',
    1,
    null,
  ],
  system: ['', 1],
  temperature: [-0.1, 2.1, '1', null],
  maxTurns: [0, 1.5, '3', -1, 2 ** 53, null],
  contextTokens: [999, 1000.5, '1000'],
  modelTimeout: [0, -1, 2_147_484, '1'],
  bell: ['true', 1, null],
  sandbox: [true, 'yes', '', null, ['on']],
  allowRead: ['/srv', [1], [''], null],
  allowWrite: ['/srv', ['  '], {}],
  journal: [false, '', '  ', ['a']],
  tools: [
    5,
    'bash',
    null,
    [1],
    [''],
    ['  '],
    { ruby: true },
    { ruby: null },
    { ruby: 'x' },
    { ruby: [] },
    { all: false },
    { all: { command: ['x'] } },
    { 'a b': false },
    { Deno: { command: ['x'] } },
    { '': false },
    { deno: {} },
    { deno: { comand: ['x'] } },
    { deno: { command: ['x'], more: 1 } },
    { deno: { command: 'deno run' } },
    { deno: { command: [] } },
    { deno: { command: [''] } },
    { deno: { command: ['{file}'] } },
    { deno: { command: [' x'] } },
    { deno: { command: [1] } },
    { deno: { command: ['x', 1] } },
    { deno: { command: ['x'], languages: [] } },
    { deno: { command: ['x'], languages: ['TS'] } },
    { deno: { command: ['x'], languages: 'ts' } },
  ],
  env: [[], ['A'], null, { pas: [] }, { pass: 'A' }, { pass: ['A B'] }, { pass: ['1A'] }, { pass: [1] }],
};

for (const [table, expected] of [
  [VALID, true],
  [INVALID, false],
] as const) {
  for (const [key, values] of Object.entries(table)) {
    for (const value of values) {
      const config = key === '' ? value : { [key]: value };
      test(`${expected ? 'valid' : 'invalid'}: ${JSON.stringify(config).slice(0, 100)}`, () => {
        const byTool = valibot.safeParse(configSchema(valibot), config, { abortPipeEarly: true }).success;
        assert.deepEqual({ byTool, bySchema: isValid(SCHEMA, config) }, { byTool: expected, bySchema: expected });
      });
    }
  }
}

test('every key is in the tables, and every key says what it is for', () => {
  const keys = Object.keys(SCHEMA.properties);
  assert.deepEqual(Object.keys(VALID).slice(1), keys);
  assert.deepEqual(Object.keys(INVALID).slice(1), keys.slice(1));
  for (const key of keys) assert.match(SCHEMA.properties[key].description, /^[A-Z].*\.$/, key);
  assert.equal(SCHEMA.properties.timeout.description, KEYS.timeout.says);
  assert.equal(SCHEMA.properties.env.properties.pass.description, KEYS.envPass.says);
});

test('defaults and examples are valid themselves', () => {
  const { env, ...others } = SCHEMA.properties;
  const schemas: readonly { default?: unknown; examples?: readonly unknown[] }[] = [
    ...Object.values(others),
    env.properties.pass,
  ];
  for (const schema of schemas) {
    const values = [...('default' in schema ? [schema.default] : []), ...(schema.examples ?? [])];
    for (const value of values) assert.ok(isValid(schema, value), JSON.stringify(value));
  }
});

test('it can be named by the package, and by the path that the example has', () => {
  assert.equal(EXAMPLE.$schema, './node_modules/approve-run/dist/approvalrc.schema.json');
  assert.deepEqual(createRequire(import.meta.url)('approve-run/schema.json'), SCHEMA);
  assert.equal(SCHEMA.$schema, 'http://json-schema.org/draft-07/schema#');
  assert.deepEqual([SCHEMA.$id, SCHEMA.title], [undefined, 'approve-run']);
});
