import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flags, Settings } from '../../src/config/load-settings.ts';
import { PROJECT, scratch, USER } from './scratch.ts';

interface Row {
  readonly title: string;
  readonly user?: string;
  readonly trusted?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly flags?: Flags;
  readonly see: (settings: Settings) => unknown;
  readonly expected: unknown;
}

const timeout = ({ timeoutMs }: Settings) => timeoutMs;
const policies = (settings: Settings) => settings.policies.map(({ ref }) => ref);

const ROWS: readonly Row[] = [
  {
    title: 'defaults',
    see: ({ timeoutMs, onTimeout, blockTimeoutMs, always, envPass, message, files }) => ({
      timeoutMs,
      onTimeout,
      blockTimeoutMs,
      always,
      envPass,
      message,
      files,
    }),
    expected: {
      timeoutMs: 30_000,
      onTimeout: 'stop',
      blockTimeoutMs: 120_000,
      always: [],
      envPass: [],
      message: undefined,
      files: [],
    },
  },
  { title: 'user over default', user: 'timeout: 1', see: timeout, expected: 1000 },
  { title: 'trusted over user', user: 'timeout: 1', trusted: 'timeout: 2', see: timeout, expected: 2000 },
  {
    title: 'environment over trusted',
    user: 'timeout: 1',
    trusted: 'timeout: 2',
    env: { APPROVE_RUN_TIMEOUT: '3' },
    see: timeout,
    expected: 3000,
  },
  {
    title: 'flag over environment',
    user: 'timeout: 1',
    trusted: 'timeout: 2',
    env: { APPROVE_RUN_TIMEOUT: '3' },
    flags: { timeout: 4 },
    see: timeout,
    expected: 4000,
  },
  {
    title: 'an empty variable says nothing',
    user: 'timeout: 1',
    env: { APPROVE_RUN_TIMEOUT: ' ' },
    see: timeout,
    expected: 1000,
  },
  { title: '0 waits', user: 'timeout: 0', see: timeout, expected: 0 },
  { title: 'a tiny number does not become 0, which waits', flags: { timeout: 0.0001 }, see: timeout, expected: 1 },
  { title: 'no policy anywhere', see: policies, expected: ['ask'] },
  { title: 'user policy', user: 'policy: [read-only, deny-dangerous]', see: policies, expected: ['read-only', 'deny-dangerous'] },
  {
    title: 'a trusted policy replaces the user policy',
    user: 'policy: deny-all',
    trusted: 'policy: allow-all',
    see: policies,
    expected: ['allow-all'],
  },
  {
    title: 'the environment replaces the user policy, the project policy stays',
    user: 'policy: deny-all',
    trusted: 'policy: workspace',
    env: { APPROVE_RUN_POLICY: 'ask, read-only' },
    see: policies,
    expected: ['ask', 'read-only', 'workspace'],
  },
  {
    title: 'a flag replaces environment and user, and names nothing twice',
    user: 'policy: deny-all',
    trusted: 'policy: workspace',
    env: { APPROVE_RUN_POLICY: 'ask' },
    flags: { policy: ['workspace', 'workspace'] },
    see: policies,
    expected: ['workspace'],
  },
  {
    title: 'paths for a sandbox start where they were written',
    user: 'sandbox: on\nallowRead: [../data, ~/notes]',
    env: { APPROVE_RUN_ALLOW_WRITE: '/srv/a:b' },
    flags: { sandbox: 'net' },
    see: ({ sandbox, allowRead, allowWrite }) => [
      sandbox,
      [...allowRead, ...allowWrite].map((path) => path.replace(/^.*\/home\//, '~/')),
    ],
    expected: ['net', ['~/.config/data', '~/notes', '/srv/a', '~/project/b']],
  },
  {
    title: 'the record lies where it was written, else below the folder for state',
    env: { XDG_STATE_HOME: '/srv/state' },
    see: ({ journal }) => journal,
    expected: '/srv/state/approve-run/journal',
  },
  {
    title: 'off, and a flag that says where',
    user: 'journal: off',
    flags: { journal: 'records' },
    see: ({ journal }) => journal?.replace(/^.*\/home\//, '~/'),
    expected: '~/project/records',
  },
  { title: 'off', user: 'journal: ~/x', env: { APPROVE_RUN_JOURNAL: 'off' }, see: ({ journal }) => journal, expected: 'off' },
  {
    title: 'every variable',
    env: {
      APPROVE_RUN_ALWAYS: 'py, shell',
      APPROVE_RUN_ON_TIMEOUT: 'deny',
      APPROVE_RUN_BLOCK_TIMEOUT: '1.5',
      APPROVE_RUN_MESSAGE: 'sure?',
      APPROVE_RUN_DENIED_MESSAGE: 'no',
      APPROVE_RUN_ENV_PASS: 'A,B',
    },
    see: ({ always, onTimeout, blockTimeoutMs, message, deniedMessage, envPass }) => ({
      always,
      onTimeout,
      blockTimeoutMs,
      message,
      deniedMessage,
      envPass,
    }),
    expected: {
      always: ['python', 'bash'],
      onTimeout: 'deny',
      blockTimeoutMs: 1500,
      message: 'sure?',
      deniedMessage: 'no',
      envPass: ['A', 'B'],
    },
  },
  { title: 'all stays all', user: 'always: all, js', see: ({ always }) => always, expected: ['all', 'node'] },
  {
    title: 'a trusted file speaks',
    trusted: 'always: bash\nmessage: hi\nenv: {pass: [TOKEN]}\ntools: {deno: {command: [deno]}}',
    see: ({ always, message, envPass, tools, notices }) => ({ always, message, envPass, own: tools[0]?.name, notices }),
    expected: { always: ['bash'], message: 'hi', envPass: ['TOKEN'], own: 'deno', notices: [] },
  },
  {
    title: 'an own tool wins a language, keeps its placeholder, and is named like itself',
    user: 'tools: {deno: {command: [deno, run, "{file.ts}"], languages: [ts]}}',
    see: ({ tools }) => tools[0],
    expected: { name: 'deno', languages: ['deno', 'ts'], commands: [{ argv: ['deno', 'run', '{file.ts}'] }] },
  },
  {
    title: 'an own tool in the place of a built-in one keeps its languages',
    user: 'tools: {python: {command: [pypy, "-"]}}',
    see: ({ tools }) => tools.filter(({ languages }) => languages.includes('py')),
    expected: [{ name: 'python', languages: ['python', 'python3', 'py', 'py3'], commands: [{ argv: ['pypy', '-'] }] }],
  },
  {
    title: 'false switches off, also by alias',
    user: 'tools: {rb: false, zsh: false}',
    see: ({ tools }) => tools.map(({ name }) => name),
    expected: ['bash', 'sh', 'python', 'node', 'typescript', 'perl', 'pwsh'],
  },
  {
    title: 'the trusted project has the last word on a tool',
    user: 'tools: {deno: {command: [a]}, ruby: false}',
    trusted: 'tools: {deno: false, ruby: {command: [ruby, "-"]}}',
    see: ({ tools }) => [tools.some(({ name }) => name === 'deno'), tools.some(({ name }) => name === 'ruby')],
    expected: [false, true],
  },
  {
    title: 'every list of tools is a limit',
    user: 'tools: [shell, py]',
    trusted: 'tools: [bash]',
    see: ({ limits }) => limits.map(({ tools }) => tools),
    expected: [['bash'], ['bash', 'python']],
  },
];

for (const { title, user, trusted, env = {}, flags = {}, see, expected } of ROWS) {
  test(title, async (context) => {
    const { load, write, trust } = scratch(context);
    if (user !== undefined) write(USER, user);
    if (trusted !== undefined) await trust(write(PROJECT, trusted));
    assert.deepEqual(see(await load({ env, flags })), expected);
  });
}

test('who names a policy, where its path starts, and whether it may be a module', async (context) => {
  const { load, write, home, project } = scratch(context, {
    [USER]: 'policy: [p.yaml, own.mjs]',
    [PROJECT]: 'policy: ../p.yaml',
  });
  write('p.yaml', '');
  const config = `${home}/.config/approve-run`;
  assert.deepEqual((await load({ task: { policy: ['t.yaml'] } })).policies, [
    { ref: 'p.yaml', base: config, modules: true, from: `${config}/config.yaml` },
    { ref: 'own.mjs', base: config, modules: true, from: `${config}/config.yaml` },
    { ref: '../p.yaml', base: project, modules: false, from: `${project}/.approvalrc` },
    { ref: 't.yaml', base: project, modules: false, from: 'task.md' },
  ]);
  assert.equal((await load({ flags: { policy: ['./x.mjs'] } })).policies[0]?.modules, true);
});

test('XDG_CONFIG_HOME says where the user file is, if it is absolute', async (context) => {
  const { load, home } = scratch(context, { 'xdg/approve-run/config.json': '{"timeout": 7}', [USER]: 'timeout: 1' });
  assert.equal((await load({ env: { XDG_CONFIG_HOME: `${home}/xdg` } })).timeoutMs, 7000);
  assert.equal((await load({ env: { XDG_CONFIG_HOME: 'xdg' }, cwd: home })).timeoutMs, 1000);
});
