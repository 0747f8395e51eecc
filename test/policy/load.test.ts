// Files in, policies or messages out.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { PolicyError } from '../../src/errors.ts';
import { judge } from '../../src/policy/judge.ts';
import { type LoadOptions, loadPolicy } from '../../src/policy/load-policy.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import type { Tool } from '../../src/types.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';
import { fakeRead } from './fake-reader.ts';
import { effect, proposal, reading } from './make.ts';

const HEAD = 'name: mine\ndescription: A test.\ndefault: ask\n';
const RULE = '{ id: rm, deny: { effect: delete }, because: No., match: ["rm x"], notMatch: [ls] }';

function options(place: Scratch, more: Partial<LoadOptions> = {}): LoadOptions {
  return { base: place.cwd, read: fakeRead, tools: BUILT_IN_TOOLS, modules: true, ...more };
}

async function load(context: TestContext, files: Readonly<Record<string, string>>, more: Partial<LoadOptions> = {}) {
  const place = scratch(context);
  for (const [name, content] of Object.entries(files)) place.write(name, content);
  const policy = await loadPolicy(`./${Object.keys(files)[0]}`, options(place, more));
  assert.ok('rules' in policy);
  return policy;
}

/** The content of p.yaml, and what the message must say. */
const rules = (...list: string[]) => `${HEAD}rules:\n${list.map((rule) => `  - ${rule}\n`).join('')}`;
const when = (condition: string, decision = 'deny') =>
  rules(`{ id: r, ${decision}: ${condition}, because: No., match: ["rm x"], notMatch: [ls] }`);
const ERRORS: readonly [content: string | Buffer, message: string][] = [
  ['', 'p.yaml:1: expected keys and values.'],
  ['[]', 'p.yaml:1: expected keys and values.'],
  ['name: [', 'p.yaml:1: not valid YAML: '],
  [`${HEAD}name: twice`, 'p.yaml:4: not valid YAML: Map keys must be unique.'],
  [`${HEAD}---\n${HEAD}`, 'p.yaml:4: not valid YAML: '],
  [`${HEAD}x: &a [1]\ny: [${'*a, '.repeat(60)}]`, 'p.yaml: too many YAML aliases.'],
  [Buffer.from([0xff, 0xfe, 0x41]), 'p.yaml is not UTF-8 text.'],
  [Buffer.alloc(1_000_001, 0x20), 'p.yaml is over 1 MB.'],
  ['{"name": "p", "default": "ask"}', 'p.yaml:1: description: is missing.'],
  ['name: p\ndescription: d\ndefault: maybe', 'p.yaml:3: default: expected allow, ask or deny.'],
  ['name: "a b"\ndescription: d\ndefault: ask', 'p.yaml:1: name: expected letters, digits, ".", "_" and "-".'],
  [`${HEAD}colour: red`, 'p.yaml:4: colour: unknown key; expected name, description, default, extends, rules.'],
  [`${HEAD}__proto__: {}`, 'p.yaml:4: __proto__: unknown key;'],
  [`${HEAD}"\\u202eevil": 1`, 'p.yaml:4: \\u{202e}evil: unknown key;'],
  [`${HEAD}rules: 3`, 'p.yaml:4: rules: expected a list of rules.'],
  [when('{ effect: delte }'), 'p.yaml:5: rules[0].deny.effect[0]: "delte" is no effect; expected delete, overwrite, '],
  [when('{ effect: [delete, none] }'), 'p.yaml:5: rules[0]: rule "r": effect "none" is for allow rules.'],
  [when('{ effect: none, path: home }', 'allow'), 'rules[0].allow: "none" has no path, host or recursive; '],
  [when('{ effect: [] }'), 'rules[0].deny.effect: expected at least one entry.'],
  [when('{ path: [home, hom] }'), 'rules[0].deny.path[1]: "hom" is unknown; expected a glob such as "~/.ssh/**", or inside, '],
  [
    when('{ language: klingon }'),
    'rules[0].deny.language[0]: "klingon" is unknown; expected a tool or a language of one: bash, ',
  ],
  [when('{ exceptLanguage: klingon }'), 'rules[0].deny.exceptLanguage[0]: "klingon" is unknown;'],
  [when('{ host: "https://x" }'), 'rules[0].deny.host[0]: "https://x" is unknown; expected a host such as "example.com"'],
  [when('{ recursive: yes }'), 'rules[0].deny.recursive: expected true or false.'],
  [when('{ command: "" }'), 'rules[0].deny.command[0]: expected a text that is not empty.'],
  [when('{ command: 7 }'), 'rules[0].deny.command[0]: expected a text.'],
  [
    when('{ efect: delete }'),
    'rules[0].deny.efect: unknown key; expected effect, command, language, exceptLanguage, path, host, recursive.',
  ],
  [when('[]', 'allow'), 'rules[0].allow: expected keys and values.'],
  [when('delete'), 'rules[0].deny: expected keys and values.'],
  [when('{}, ask: {}'), 'rules[0]: rule "r" must have exactly one of allow, ask, deny.'],
  [rules('{ id: r, because: No., match: [ls] }'), 'rules[0]: rule "r" must have exactly one of allow, ask, deny.'],
  [rules('{ id: r, deny: { effect: delete }, because: No. }'), 'p.yaml:5: rules[0].match: is missing.'],
  [rules('{ id: r, deny: { effect: delete }, because: No., match: [] }'), 'rule "r" needs examples: "match" lists'],
  [rules('{ id: r, deny: { effect: delete }, because: No., match: ["rm x"] }'), 'rule "r" needs examples: "notMatch" lists'],
  [rules('{ id: r, deny: {}, because: No., match: [5] }'), 'rules[0].match[0]: expected bash code, or {language, code}.'],
  [
    rules('{ id: r, deny: {}, because: No., match: [{ language: klingon, code: x }] }'),
    'rules[0].match[0].language: "klingon" is unknown;',
  ],
  [rules('{ id: r, deny: {}, match: [ls] }'), 'rules[0].because: is missing.'],
  [rules('{ id: r, ask: {}, because: No., match: [ls], confirm: word }'), 'rules[0].confirm: expected code.'],
  [rules('{ id: r, allow: {}, because: No., match: [ls], confirm: code }'), 'rule "r": "confirm" is for rules that ask.'],
  [rules(RULE, RULE), 'p.yaml:6: rules[1].id: "rm" is already the id of another rule.'],
  [`${HEAD}extends: [deny-dangerous]`, 'p.yaml:4: extends[0]: expected keys and values.'],
  [`${HEAD}extends: [{ policy: ask, as: allow }]`, 'extends[0].as: expected ask or deny.'],
  [`${HEAD}extends: [{ policy: nothing }]`, 'p.yaml: no policy is called "nothing"; built in are allow-all, ask, '],
  [`${HEAD}extends: [{ policy: constructor }]`, 'p.yaml: no policy is called "constructor"; '],
  [`${HEAD}extends: [{ policy: ./gone.yaml }]`, 'gone.yaml does not exist.'],
  [`${HEAD}extends: [{ policy: ./p.mjs }]`, 'p.yaml: extends "./p.mjs", which is a module; a policy file can only extend data.'],
  [`${HEAD}extends: [{ policy: ./p.yaml }]`, 'p.yaml extends itself: '],
  [
    `${HEAD}extends: [{ policy: deny-dangerous, as: ask, without: [dsk] }]`,
    'p.yaml: extends: "without" names "dsk", but deny-dangerous has no such rule; it has delete-outside, ',
  ],
  [
    `${HEAD}extends: [{ policy: deny-all }, { policy: allow-all }]`,
    'extends: deny-all and allow-all both have a rule "everything"; leave one out by "without".',
  ],
  [
    `${HEAD}extends: [{ policy: deny-all }]\nrules: [{ id: everything, ask: {}, because: x, match: [ls] }]`,
    'rule "everything" is already inherited from deny-all; ',
  ],
  [
    rules('{ id: r, deny: { effect: delete }, because: No., match: ["ls -R"], notMatch: [ls] }'),
    'p.yaml: rule "r" does not match its own example: ls -R\n',
  ],
  [
    rules('{ id: r, deny: { effect: delete }, because: No., match: ["rm x"], notMatch: ["rm y"] }'),
    'p.yaml: rule "r" matches an example that it must not match: rm y\n',
  ],
  [
    rules('{ id: r, allow: { command: "npm test" }, because: Yes., match: ["npm test; rm x"], notMatch: [ls] }'),
    'rule "r" does not match its own example: npm test; rm x',
  ],
];

for (const [content, message] of ERRORS) {
  test(`says: ${message}`, async (context) => {
    const place = scratch(context);
    place.write('p.yaml', content);
    await assert.rejects(loadPolicy('./p.yaml', options(place)), (error) => {
      assert.ok(error instanceof PolicyError);
      assert.equal(error.exitCode, 2);
      assert.ok(error.message.includes(message), error.message);
      return true;
    });
  });
}

test('what is no policy at all is named, with what to do', async (context) => {
  const place = scratch(context);
  mkdirSync(join(place.cwd, 'folder.yaml'));
  symlinkSync('/dev/zero', join(place.cwd, 'zero.yaml'));
  for (const [ref, message] of [
    [
      'denny',
      /no policy is called "denny"; built in are allow-all, .*workspace\. Name a file by a path, such as \.\/policy\.yaml\./,
    ],
    ['gone.yaml', /The policy .*\/project\/gone\.yaml does not exist\./],
    ['./folder.yaml', /folder\.yaml is no file/],
    ['./zero.yaml', /zero\.yaml is no file/],
  ] as const) {
    await assert.rejects(loadPolicy(ref, options(place)), { name: 'PolicyError', message });
  }
});

test('a path is relative to the base, an extended one to its file; JSON is YAML too', async (context) => {
  const policy = await load(context, {
    'a/p.yaml': `${HEAD}extends: [{ policy: ../b/base.json, as: deny }]`,
    'b/base.json': JSON.stringify({
      name: 'base',
      description: 'd',
      default: 'allow',
      rules: [{ id: 'rm', ask: { effect: 'delete' }, because: 'x', match: ['rm x'], notMatch: ['ls'] }],
    }),
  });
  assert.deepEqual(
    policy.rules.map(({ id, decision, from }) => [id, decision, from]),
    [['rm', 'deny', 'base']],
  );
  assert.equal(policy.default, 'ask');
});

test('reasons are one line, and nothing in them is hidden', async (context) => {
  const content = rules('{ id: r, deny: {}, because: "No,\\n  never \\u202e.", match: [ls] }');
  assert.equal((await load(context, { 'p.yaml': content })).rules[0]?.because, 'No, never \\u{202e}.');
});

test('extends: `as` takes what restricts, none takes all, `without` leaves out', async (context) => {
  const decisions = (policy: { rules: readonly { id: string; decision: string }[] }) =>
    policy.rules.map(({ id, decision }) => `${id} ${decision}`);
  const bare = await load(context, { 'p.yaml': `${HEAD}extends: [{ policy: workspace, without: [disk, looking] }]` });
  assert.ok(decisions(bare).includes('own-files allow') && decisions(bare).includes('delete-outside ask'));
  assert.ok(!bare.rules.some(({ id }) => id === 'disk' || id === 'looking'));
  const strict = await load(context, { 'p.yaml': `${HEAD}extends: [{ policy: workspace, as: deny }]` });
  assert.deepEqual([...new Set(strict.rules.map(({ decision }) => decision))], ['deny']);
  assert.ok(strict.rules.length > 10);
});

test('the same rule by two ways is one rule, the stricter, in either order', async (context) => {
  for (const order of [
    '{ policy: ask }, { policy: deny-dangerous, as: deny }',
    '{ policy: deny-dangerous, as: deny }, { policy: ask }',
  ]) {
    const policy = await load(context, { 'p.yaml': `${HEAD}extends: [${order}]` });
    assert.deepEqual(
      policy.rules.filter(({ id }) => id === 'disk').map(({ decision }) => decision),
      ['deny'],
    );
  }
});

test('a file cannot replace a built-in rule by calling itself the same', async (context) => {
  const fake = `name: deny-dangerous\ndescription: d\ndefault: allow\nrules: [{ id: disk, deny: { effect: delete }, because: x, match: ["rm x"], notMatch: [ls] }]`;
  const both = `${HEAD}extends: [{ policy: ./fake.yaml }, { policy: deny-dangerous }]`;
  await assert.rejects(load(context, { 'p.yaml': both, 'fake.yaml': fake }), /both have a rule "disk"/);
});

test('files that extend each other in a circle are refused, a shared base is not', async (context) => {
  const extending = (...files: string[]) => `${HEAD}extends: [${files.map((file) => `{ policy: ./${file} }`).join(', ')}]`;
  await assert.rejects(
    load(context, { 'a.yaml': extending('b.yaml'), 'b.yaml': extending('a.yaml') }),
    /extends itself: .*a\.yaml → .*b\.yaml → .*a\.yaml/,
  );
  const policy = await load(context, {
    'a.yaml': extending('b.yaml', 'c.yaml'),
    'b.yaml': extending('c.yaml'),
    'c.yaml': rules(RULE),
  });
  assert.deepEqual(
    policy.rules.map(({ id }) => id),
    ['rm'],
  );
});

test('examples are read as the language they are in, in one ordinary place', async (context) => {
  const seen: string[] = [];
  const read: LoadOptions['read'] = async (code, tool, place) => {
    seen.push(`${tool}: ${code} in ${place.cwd}`);
    return fakeRead(code, tool, place);
  };
  const content = rules('{ id: u, deny: { effect: unread }, because: x, match: [{ language: py, code: "1" }], notMatch: [ls] }');
  await load(context, { 'p.yaml': content }, { read });
  assert.deepEqual(seen, ['python: 1 in /home/user/project', 'bash: ls in /home/user/project']);
});

test('globs of examples mean the same home as the reader does', async (context) => {
  const policy = await load(context, {
    'p.yaml': rules('{ id: r, deny: { path: "~/keys/**" }, because: x, match: ["rm ~/keys/a"], notMatch: ["rm keys/a"] }'),
  });
  assert.equal(policy.rules.length, 1);
});

test('what passed its self-check is not checked again until it changes', async (context) => {
  const place = scratch(context);
  const cache = join(place.home, 'cache', 'deep');
  let reads = 0;
  const read: LoadOptions['read'] = (...input) => {
    reads += 1;
    return fakeRead(...input);
  };
  const counted = options(place, { cache, read });
  place.write('p.yaml', rules(RULE));
  await loadPolicy('./p.yaml', counted);
  assert.equal(reads, 2);
  await loadPolicy('./p.yaml', counted);
  assert.equal(reads, 2, 'cached');
  place.write('p.yaml', rules(RULE.replace('ls', 'pwd')));
  await loadPolicy('./p.yaml', counted);
  assert.equal(reads, 4, 'changed');
  assert.equal(readdirSync(cache).length, 2);
  place.write('p.yaml', rules(RULE.replace('"rm x"', 'ls')));
  await assert.rejects(loadPolicy('./p.yaml', counted), /its own example/);
  await assert.rejects(loadPolicy('./p.yaml', counted), /its own example/, 'a failure is not remembered as a pass');
});

test('a cache that cannot be written costs nothing but time', async (context) => {
  const place = scratch(context);
  const file = place.write('file', '');
  chmodSync(file, 0o444);
  place.write('p.yaml', rules(RULE));
  await loadPolicy('./p.yaml', options(place, { cache: join(file, 'below-a-file') }));
});

test("a user's own tool that takes over a language is meant by it, but never excepted from a deny", async (context) => {
  const uv: Tool = { name: 'uv', languages: ['uv', 'python'], commands: [{ argv: ['uv', 'run', '-'] }] };
  const tools = [uv, ...BUILT_IN_TOOLS];
  const place = scratch(context);
  const decide = async (ref: string, tool: string) =>
    (await judge(proposal(tool), reading([effect('unread')]), [await loadPolicy(ref, options(place, { tools }))])).decision;
  assert.equal(await decide('python-only', 'uv'), 'allow');
  assert.equal(await decide('python-only', 'python'), 'allow');
  assert.equal(await decide('python-only', 'bash'), 'deny');
  const rule =
    '{ id: u, deny: { effect: unread, exceptLanguage: python }, because: No., match: [{ language: rb, code: "1" }], notMatch: [ls] }';
  place.write('p.yaml', rules(rule));
  assert.equal(await decide('./p.yaml', 'python'), 'ask');
  assert.equal(await decide('./p.yaml', 'uv'), 'deny', 'no reader knows uv');
});
