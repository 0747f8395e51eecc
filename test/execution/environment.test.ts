import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockEnvironment } from '../../src/execution/environment.ts';

const KEPT = ['PATH', 'HOME', 'LANG', 'TERM', 'CI', 'EDITOR', 'MAX_TOKENS', 'SSH_AUTH_SOCK', 'KEYBOARD', 'npm_config_cache'];
const LOADERS = [
  'BASH_ENV',
  'ENV',
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'NODE_OPTIONS',
  'PYTHONSTARTUP',
  'PERL5OPT',
  'BASH_FUNC_ls%%',
  'PS4',
  'SHELLOPTS',
];
const SECRETS = [
  'OPENAI_API_KEY',
  'ANTHROPIC_API_KEY',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'GITHUB_TOKEN',
  'NPM_TOKEN',
  'DB_PASSWORD',
  'npm_config__authToken',
  'API_KEY',
  'SENTRY_DSN',
  'GOOGLE_APPLICATION_CREDENTIALS',
];

test('ordinary variables stay, secrets and loaders do not', () => {
  const env = Object.fromEntries([...KEPT, ...LOADERS, ...SECRETS].map((name) => [name, '/x']));
  const result = blockEnvironment(env, []);
  assert.deepEqual(Object.keys(result.env), KEPT);
  assert.deepEqual(result.withheld, SECRETS);
});

test('the key of the approver is never handed over', () => {
  const name = 'APPROVE_RUN_APPROVER_KEY';
  assert.deepEqual(blockEnvironment({ [name]: 'x', A: 'b' }, [name]), { env: { A: 'b' }, withheld: [] });
});

test('secrets are known by their shape too', () => {
  const values = {
    A: 'sk-abcdef',
    B: 'ghp_abcdef',
    C: 'postgres://me:pw@host/db',
    D: '-----BEGIN RSA PRIVATE KEY-----',
    E: 'eyJhbGci.eyJzdWIi.x',
    F: 'https://host/path',
    G: 'skip',
  };
  assert.deepEqual(Object.keys(blockEnvironment(values, []).env), ['F', 'G']);
});

test('a name that is passed is seen', () => {
  assert.deepEqual(blockEnvironment({ GITHUB_TOKEN: 'x', BASH_ENV: 'y', PATH: '/z' }, ['GITHUB_TOKEN', 'BASH_ENV']), {
    env: { GITHUB_TOKEN: 'x', BASH_ENV: 'y', PATH: '/z' },
    withheld: [],
  });
});

test('PATH keeps what is somewhere for certain, and not what npm put in front', () => {
  const PATH = '/p/node_modules/.bin:/node_modules/.bin/:.:bin::/usr/bin:/p/.venv/bin';
  assert.deepEqual(blockEnvironment({ PATH }, []).env, { PATH: '/usr/bin:/p/.venv/bin' });
});
