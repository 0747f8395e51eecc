import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flags } from '../../src/config/load-settings.ts';
import type { TaskSettings } from '../../src/types.ts';
import { scratch } from './scratch.ts';

/** File, content, and what the message must say after the file's path. */
const FILES: readonly (readonly [name: string, text: string | Buffer, says: string])[] = [
  ['.approvalrc', 'policy: ask\ntimout: 3', ':2:1: "timout" is no key; did you mean "timeout"?'],
  ['.approvalrc', 'tiemout: 3', ': "tiemout" is no key; did you mean "timeout"?'],
  ['.approvalrc', 'colour: red', ': "colour" is no key; there are $schema, policy, always,'],
  ['.approvalrc', 'constructor: 1', ':1:1: "constructor" is no key'],
  ['.approvalrc', '__proto__: {always: all}', ':1:1: "__proto__" is no key'],
  ['.approvalrc', '$import: ./x.js', ':1:1: "$import" is no key'],
  ['.approvalrc', '- policy', ': it must be keys and values, not a list'],
  ['.approvalrc', 'hello', ': it must be keys and values, not "hello"'],
  ['.approvalrc', 'policy: 5', ':1:1: "policy" must be a policy name or path, or a list of them, not 5'],
  ['.approvalrc', 'policy: []', ': "policy" must be a policy name'],
  ['.approvalrc', 'policy: ["ask", 7]', ':1:17: "policy[1]" must be a policy name or path'],
  ['.approvalrc', 'timeout: soon', ':1:1: "timeout" must be seconds from 0 (wait without end) to 2147483, not "soon"'],
  ['.approvalrc', 'timeout: "5"', ': "timeout" must be seconds'],
  ['.approvalrc', 'timeout: -1', ': "timeout" must be seconds from 0 (wait without end) to 2147483, not -1'],
  ['.approvalrc', 'timeout: 2147484', ': "timeout" must be seconds'],
  ['.approvalrc', 'timeout: .inf', ': "timeout" must be seconds'],
  ['.approvalrc', 'timeout: .nan', ': "timeout" must be seconds'],
  ['.approvalrc', 'blockTimeout: 0', ': "blockTimeout" must be seconds, more than 0 and at most 2147483, not 0'],
  ['.approvalrc', 'onTimeout: Deny', ': "onTimeout" must be "stop" or "deny", not "Deny"'],
  ['.approvalrc', 'message: ""', ': "message" must be a text that is not empty.'],
  ['.approvalrc', 'deniedMessage: 1', ': "deniedMessage" must be a text that is not empty, not 1'],
  ['.approvalrc', 'tools: 5', ': "tools" must be a list of tools, or a map such as'],
  [
    '.approvalrc',
    'tools: [bash, rubby]',
    ':1:1: "tools" names "rubby", which is no tool; did you mean "ruby"? Tools are bash, sh',
  ],
  ['.approvalrc', 'tools: {rubby: false}', ': "tools" names "rubby", which is no tool'],
  ['.approvalrc', 'tools: {ruby: true}', ':1:9: "tools.ruby" must be {command, languages}, or false to switch it off, not true'],
  ['.approvalrc', 'tools: {all: {command: [x]}}', ': "tools.all" is no name for a tool'],
  ['.approvalrc', 'tools: {"a b": false}', ': "tools.a b" is no name for a tool'],
  ['.approvalrc', 'tools: {deno: {comand: [x]}}', ':1:16: "tools.deno.comand" is no key of a tool; did you mean "command"?'],
  ['.approvalrc', 'tools: {deno: {}}', ': "tools.deno.command" must be there'],
  [
    '.approvalrc',
    'tools: {deno: {command: deno run}}',
    ': "tools.deno.command" must be a list: the program, then its arguments, not "deno run"',
  ],
  ['.approvalrc', 'tools: {deno: {command: []}}', ': "tools.deno.command" must be a list'],
  ['.approvalrc', 'tools: {deno: {command: ["{file}"]}}', ': "tools.deno.command" must begin with a program'],
  [
    '.approvalrc',
    'tools: {deno: {command: [x], languages: [TS]}}',
    ': "tools.deno.languages[0]" must be a list of words in lower case',
  ],
  ['.approvalrc', 'env: [A]', ': "env" must be keys and values, not a list'],
  ['.approvalrc', 'env: {pas: [A]}', ':1:7: "env.pas" is no key of "env"; did you mean "pass"?'],
  ['.approvalrc', 'env: {pass: [A B]}', ': "env.pass[0]" must be a list of names of environment variables, not "A B"'],
  ['.approvalrc', 'timeout: 1\ntimeout: 2', ':2:1: is not valid YAML: Map keys must be unique'],
  ['.approvalrc', 'a: [', ': is not valid YAML: Flow sequence'],
  ['.approvalrc', 'message: !!js/function "x"', ':1:10: is not valid YAML: Unresolved tag'],
  ['.approvalrc', 'timeout: 1\n---\ntimeout: 2', ': is not valid YAML: Source contains multiple documents'],
  ['.approvalrc', '['.repeat(20_000), ': is not valid YAML'],
  [
    '.approvalrc',
    `a: &a [1,1]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]`,
    ': has too many YAML aliases',
  ],
  ['.approvalrc', 'x\u001b[2J: 1', ': "x\\u{1b}[2J" is no key'],
  ['.approvalrc', Buffer.from([0x61, 0x3a, 0x20, 0xff]), ': is not valid UTF-8 text'],
  ['.approvalrc', `# ${'x'.repeat(1_000_000)}`, ': is larger than 1 MB'],
  ['.approvalrc.json', '{\n  "timeout": 1,\n}', ':3:1: is not valid JSON'],
  ['.approvalrc.json', '{"timeout": 1', ':1:14: is not valid JSON'],
  ['.approvalrc.json', '{"policy": ask}', ': is not valid JSON'],
  ['.approvalrc.json', 'policy: ask', ': is not valid JSON'],
  ['.approvalrc.json', '{"timeout": 1, "timeout": 2}', ':1:16: is not valid JSON: Map keys must be unique'],
  ['.approvalrc.json', '{\n  "policy": "ask",\n  "timeout": null\n}', ':3:3: "timeout" must be seconds'],
  ['.approvalrc.yaml', 'timeout: soon', ':1:1: "timeout" must be'],
  ['.approvalrc.yml', 'timeout: soon', ':1:1: "timeout" must be'],
  ['package.json', '{"approve-run": {"timeout": "x"}}', ': "approve-run.timeout" must be seconds'],
  ['package.json', '{"approve-run": {"$import": "./x.js"}}', ': "approve-run.$import" is no key'],
  ['package.json', '{"approve-run": ', ': is not valid JSON'],
];

for (const [name, text, says] of FILES) {
  test(`${name}: ${says}`, async (context) => {
    const { load, write } = scratch(context);
    const file = write(`project/${name}`, text);
    await assert.rejects(load(), (error: Error) => {
      assert.equal(error.name, 'ConfigError');
      assert.ok(error.message.startsWith(file), error.message);
      assert.ok(error.message.includes(says), error.message);
      assert.ok(error.message.length < 500 && !/[.?]\./.test(error.message), error.message);
      return true;
    });
  });
}

interface Call {
  readonly env?: NodeJS.ProcessEnv;
  readonly flags?: Flags;
  readonly task?: TaskSettings;
}

const CALLS: readonly (readonly [call: Call, name: string, says: string])[] = [
  [
    { env: { APPROVE_RUN_TIMEOUT: '-1' } },
    'UsageError',
    'APPROVE_RUN_TIMEOUT must be seconds from 0 (wait without end) to 2147483, not "-1".',
  ],
  [{ env: { APPROVE_RUN_TIMEOUT: '2147484' } }, 'UsageError', 'APPROVE_RUN_TIMEOUT must be'],
  [{ env: { APPROVE_RUN_TIMEOUT: '1e3' } }, 'UsageError', 'APPROVE_RUN_TIMEOUT must be'],
  [{ env: { APPROVE_RUN_BLOCK_TIMEOUT: '0' } }, 'UsageError', 'APPROVE_RUN_BLOCK_TIMEOUT must be'],
  [{ env: { APPROVE_RUN_ON_TIMEOUT: 'no' } }, 'UsageError', 'APPROVE_RUN_ON_TIMEOUT must be "stop" or "deny"'],
  [{ env: { APPROVE_RUN_POLICY: ',' } }, 'UsageError', 'APPROVE_RUN_POLICY must be'],
  [{ env: { APPROVE_RUN_ENV_PASS: 'A B' } }, 'UsageError', 'APPROVE_RUN_ENV_PASS must be'],
  [
    { env: { APPROVE_RUN_ALWAYS: 'bassh' } },
    'UsageError',
    'APPROVE_RUN_ALWAYS names "bassh", which is no tool; did you mean "bash"? Tools are bash, sh, zsh',
  ],
  [{ flags: { always: ['cobol'] } }, 'UsageError', '--always names "cobol", which is no tool. Tools are bash, sh, zsh'],
  [{ flags: { always: ['bash;x'] } }, 'UsageError', '--always names "bash;x"'],
  [{ flags: { blockTimeout: 0 } }, 'UsageError', '--block-timeout must be'],
  [{ flags: { timeout: 2_147_484 } }, 'UsageError', '--timeout must be'],
  [{ flags: { timeout: Number.NaN } }, 'UsageError', '--timeout must be'],
  [{ flags: { policy: [] } }, 'UsageError', '--policy names no policy'],
  [{ task: { timeout: 1e9 } }, 'TaskError', 'task.md: front matter "timeout" must be'],
  [{ task: { tools: ['cobol'] } }, 'TaskError', 'task.md: front matter "tools" names "cobol", which is no tool.'],
];

for (const [call, name, says] of CALLS) {
  test(`${name}: ${says}`, async (context) => {
    await assert.rejects(scratch(context).load(call), (error: Error) => {
      assert.equal(error.name, name);
      assert.ok(error.message.includes(says), error.message);
      return true;
    });
  });
}

test('what is fine: empty, only comments, tabs in JSON, a byte order mark, a broken package.json that is not about us', async (context) => {
  const { load, write } = scratch(context);
  write('project/package.json', '{"name": ');
  assert.deepEqual((await load()).files, []);
  for (const text of ['', '# nothing\n', '{\n\t"timeout": 30\n}', '\uFEFFtimeout: 30', '$schema: x\ntimeout: 30']) {
    write('project/.approvalrc', text);
    const { timeoutMs, files } = await load();
    assert.deepEqual([timeoutMs, files.length], [30_000, 1], text);
  }
});
