// Which beginnings of a command say enough to be let run whatever follows, and which do not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayFollow, whyNoPrefix } from '../../../src/approval/grants/never-prefix.ts';

const MAY = [
  'npm test',
  'npm ci',
  'npm run build',
  'npm run-script build',
  'pnpm test',
  'yarn test',
  'yarn run lint',
  'make test',
  'just fmt',
  'mvn verify',
  'cargo test',
  'go test',
  'docker ps',
  'docker compose up',
  'kubectl get',
  'git status',
  'git log --oneline',
  'gh pr view',
  'pytest',
  'ls',
  'cat',
  'find .',
  'sha256sum',
  './build.sh',
  'uv sync',
  'nix build',
  'constructor',
  '__proto__',
];
for (const line of MAY) test(`${line} may`, () => assert.equal(whyNoPrefix(line.split(' ')), undefined));

const MAY_NOT: readonly [string, RegExp][] = [
  ...'bash sh zsh python python3 python3.11 /usr/bin/python3 node node20 nodejs deno bun ruby perl perl5.36 php pwsh.exe osascript awk vim view vimdiff sqlite3 psql tsx ts-node-esm vite-node babel-node'
    .split(' ')
    .map((line): [string, RegExp] => [line, /runs any code/]),
  ...'env /usr/bin/env sudo doas timeout xargs nohup time nice command builtin exec eval source . trap ssh npx uvx pipx watch strace crontab at approve-run ./node_modules/.bin/npx jobs compgen mapfile run-parts sg capsh setarch ld.so /lib64/ld-linux-x86-64.so.2'
    .split(' ')
    .map((line): [string, RegExp] => [line, /runs any command/]),
  ['bash -c', /runs any code/],
  ['env FOO=1 npm test', /runs any command/],
  ['export PATH', /word of the shell/],
  ['if', /word of the shell/],
  ['npm', /would admit "npm exec"/],
  ['npm exec', /runs any command/],
  ['npm x foo', /runs any command/],
  ['npm init', /runs any command/],
  ['npm run', /name what is to be run/],
  ['npm --silent test', /begins with an option/],
  ['pnpm dlx x', /runs any command/],
  ['yarn', /would admit "yarn exec"/],
  ['docker', /would admit "docker run"/],
  ['docker run alpine', /runs any command/],
  ['docker --context x', /begins with an option/],
  ['docker compose', /would admit "docker compose run"/],
  ['kubectl exec', /runs any command/],
  ['uv run', /runs any command/],
  ['poetry', /would admit/],
  ['bundle exec rake', /runs any command/],
  ['go run', /runs any command/],
  ['cargo', /name what is to be run/],
  ['dotnet exec', /runs any command/],
  ['mix run', /runs any command/],
  ['doppler', /would admit "doppler run"/],
  ['aws-vault exec dev', /runs any command/],
  ['make', /name what is to be run/],
  ['make -j4', /begins with an option/],
  ['mise x', /runs any command/],
  ['git', /would admit "git bisect"/],
  ['git -c', /begins with an option/],
];
for (const [line, why] of MAY_NOT) test(`${line} may not`, () => assert.match(whyNoPrefix(line.split(' ')) ?? '', why));

const FOLLOWS: readonly [string, string, boolean][] = [
  ['npm test', '-- --watch', true],
  ['npm test', 'x', true],
  ['npm test', '--script-shell=./x', false],
  ['npm test', 'x --prefix y -- z', false],
  ['npm test --', '--watch', true],
  ['make test', 'lint', true],
  ['make test', '-f other.mk', false],
  ['make test', 'SHELL=./x', false],
  ['find .', '-name x', true],
  ['find .', '-execdir x', false],
  ['find .', '-okdir x', false],
  ['find .', '-delete', false],
  ['git log', '--oneline', true],
];
for (const [prefix, further, may] of FOLLOWS)
  test(`${prefix}: ${further} ${may ? 'may' : 'may not'} follow`, () =>
    assert.equal(mayFollow(prefix.split(' '), further.split(' ')), may));
