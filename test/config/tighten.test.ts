import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flags, Settings } from '../../src/config/load-settings.ts';
import type { TaskSettings } from '../../src/types.ts';
import { PROJECT, scratch, USER } from './scratch.ts';

interface Row {
  readonly title: string;
  readonly user?: string;
  readonly project?: string;
  readonly task?: TaskSettings;
  readonly flags?: Flags;
  readonly see: (settings: Settings) => unknown;
  readonly expected: unknown;
  /** Keys that the notice names; none: no notice. */
  readonly ignored?: readonly string[];
}

const seconds = ({ timeoutMs, blockTimeoutMs }: Settings) => [timeoutMs / 1000, blockTimeoutMs / 1000];
const sandbox = (settings: Settings) => settings.sandbox;
const policies = (settings: Settings) => settings.policies.map(({ ref }) => ref);
const limits = (settings: Settings) => settings.limits.map(({ tools }) => tools);

const ROWS: readonly Row[] = [
  { title: 'shorter counts', project: 'timeout: 10\nblockTimeout: 20', see: seconds, expected: [10, 20] },
  {
    title: 'longer does not',
    project: 'timeout: 31\nblockTimeout: 121',
    see: seconds,
    expected: [30, 120],
    ignored: ['timeout', 'blockTimeout'],
  },
  { title: '0 is endless, not short', project: 'timeout: 0', see: seconds, expected: [30, 120], ignored: ['timeout'] },
  { title: 'anything is shorter than endless', user: 'timeout: 0', project: 'timeout: 500', see: seconds, expected: [500, 120] },
  { title: 'shorter than a flag', flags: { timeout: 60 }, project: 'timeout: 10', see: seconds, expected: [10, 120] },
  { title: 'the task, too', task: { timeout: 5 }, see: seconds, expected: [5, 120] },
  {
    title: 'the shortest of both',
    project: 'timeout: 4',
    task: { timeout: 5 },
    see: seconds,
    expected: [4, 120],
    ignored: ['timeout'],
  },
  { title: 'a task cannot wait longer', task: { timeout: 600 }, see: seconds, expected: [30, 120], ignored: ['timeout'] },
  {
    title: 'a policy is added',
    user: 'policy: workspace',
    project: 'policy: read-only',
    see: policies,
    expected: ['workspace', 'read-only'],
  },
  {
    title: 'also to a flag',
    flags: { policy: ['allow-all'] },
    project: 'policy: deny-all',
    see: policies,
    expected: ['allow-all', 'deny-all'],
  },
  {
    title: 'by the task',
    task: { policy: ['read-only', 'python-only'] },
    see: policies,
    expected: ['ask', 'read-only', 'python-only'],
  },
  {
    title: 'allow-all is ignored',
    project: 'policy: allow-all',
    see: policies,
    expected: ['ask'],
    ignored: ['policy: allow-all'],
  },
  { title: 'in a task, too', task: { policy: ['allow-all'] }, see: policies, expected: ['ask'], ignored: ['policy: allow-all'] },
  { title: 'a list of tools limits', project: 'tools: [py, bash]', see: limits, expected: [['bash', 'python']] },
  { title: 'a task limits', task: { tools: ['shell'] }, see: limits, expected: [['bash']] },
  {
    title: 'false limits, and takes no tool away',
    project: 'tools: {ruby: false, perl: false}',
    see: (settings) => [limits(settings), settings.tools.length],
    expected: [[['bash', 'sh', 'zsh', 'python', 'node', 'typescript', 'pwsh']], 9],
  },
  {
    title: 'a tool that the user switched off is not brought back by a list',
    user: 'tools: {ruby: false}',
    project: 'tools: [ruby, bash]',
    see: limits,
    expected: [['bash']],
  },
  { title: 'a sandbox is asked for', project: 'sandbox: on', see: sandbox, expected: 'on' },
  { title: 'by the task, too', task: { sandbox: 'net' }, see: sandbox, expected: 'net' },
  { title: 'also where a flag wants none', flags: { sandbox: 'off' }, project: 'sandbox: net', see: sandbox, expected: 'net' },
  {
    title: 'no network is stricter',
    user: 'sandbox: on',
    project: 'sandbox: net',
    see: sandbox,
    expected: 'on',
    ignored: ['sandbox'],
  },
  {
    title: 'none is looser',
    user: 'sandbox: auto',
    project: 'sandbox: off',
    see: sandbox,
    expected: 'auto',
    ignored: ['sandbox'],
  },
  {
    title: 'neither the network nor a way around it',
    user: 'sandbox: net',
    project: 'sandbox: auto',
    see: sandbox,
    expected: 'on',
    ignored: ['sandbox'],
  },
  {
    title: 'nothing is handed out',
    user: 'sandbox: on',
    project: 'allowRead: [/]\nallowWrite: [/srv]',
    see: ({ allowRead, allowWrite }) => [allowRead, allowWrite],
    expected: [[], []],
    ignored: ['allowRead', 'allowWrite'],
  },
  {
    title: 'the record is neither moved nor switched off',
    user: 'journal: /srv/journals',
    project: 'journal: off',
    see: ({ journal }) => journal,
    expected: '/srv/journals',
    ignored: ['journal'],
  },
  {
    title: 'what speaks is ignored',
    project:
      'always: all\nonTimeout: deny\napprover: https://evil.example\nmessage: Sure\ndeniedMessage: x\nenv: {pass: [TOKEN]}\ntools: {bash: {command: [evil]}, ruby: false}',
    see: ({ always, onTimeout, approver, message, deniedMessage, envPass, tools }) => [
      always,
      onTimeout,
      approver,
      message,
      deniedMessage,
      envPass,
      tools[0]?.commands[0]?.argv[0],
    ],
    expected: [[], 'stop', undefined, undefined, undefined, [], 'bash'],
    ignored: ['always', 'onTimeout', 'approver', 'message', 'deniedMessage', 'env.pass', 'tools.bash'],
  },
];

for (const { title, user, project, task, flags = {}, see, expected, ignored } of ROWS) {
  test(title, async (context) => {
    const { load, write } = scratch(context);
    if (user !== undefined) write(USER, user);
    if (project !== undefined) write(PROJECT, project);
    const settings = await load({ flags, ...(task ? { task } : {}) });
    assert.deepEqual(see(settings), expected);
    const names = settings.notices.map((notice) => [...notice.matchAll(/"([^"]+)"/g)].map((match) => match[1]));
    assert.deepEqual(names, ignored === undefined ? [] : [ignored]);
  });
}

test('a notice names file, keys and what to do', async (context) => {
  const { load, project } = scratch(context, { [PROJECT]: 'always: all\nmessage: hi' });
  assert.deepEqual((await load({ task: { timeout: 99 } })).notices, [
    `${project}/.approvalrc is not trusted; ignored in it: "always", "message". Read it, then run: approve-run trust`,
    'task.md: front matter "timeout" ignored; a task can only make a run stricter.',
  ]);
});

for (const module of ['./p.mjs', 'p.js', '/abs/p.ts']) {
  test(`no policy module ${module} but by flag or own config`, async (context) => {
    const { load, write } = scratch(context);
    const fault = /a policy module may only be named by flag or by your own config/;
    await assert.rejects(load({ task: { policy: [module] } }), { name: 'TaskError', message: fault });
    await assert.rejects(load({ env: { APPROVE_RUN_POLICY: module } }), { name: 'UsageError', message: fault });
    write(PROJECT, `policy: ${module}`);
    await assert.rejects(load(), { name: 'ConfigError', message: fault });
  });
}
