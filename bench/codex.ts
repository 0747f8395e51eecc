// The start of codex's JavaScript wrapper beside ours out. It brings a program of 300 MB with it, so it is no dependency: it is
// measured where it is installed already, and installed, for one run, only where somebody asked for its row by name.
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { compare } from './compare.ts';
import type { Finding } from './finding.ts';
import { NODE } from './measure.ts';
import type { Scratch } from './scratch.ts';
import { ours } from './sides.ts';

const PACKAGE = '@openai/codex@0.169.0';

export function codex(scratch: Scratch, named: boolean): Finding[] {
  const wrapper = installed() ?? (named ? install(scratch) : undefined);
  if (wrapper === undefined) {
    return [{ what: `not installed; npm run bench -- codex gets ${PACKAGE} (100 MB), for that run only` }];
  }
  return ['--version', '--help'].flatMap((flag) => {
    const other = { name: `codex ${flag}`, argv: () => [NODE, wrapper, flag] as const };
    return compare({ ours: ours([flag]), others: [other], rounds: 21 }, scratch);
  });
}

/** Only the wrapper: other ways to install codex bring nothing but the program itself. */
function installed(): string | undefined {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'codex'));
  return candidates
    .filter((path) => existsSync(path))
    .map((path) => realpathSync(path))
    .find((path) => path.endsWith('.js'));
}

function install({ work }: Scratch): string {
  const folder = join(work, 'codex');
  // With everything that somebody's npm needs: a proxy, a registry, a certificate.
  const options = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  const { status, stderr, error } = spawnSync('npm', ['install', ...options, PACKAGE], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm could not install ${PACKAGE}: ${error?.message ?? stderr.trim()}`);
  return join(folder, 'node_modules/@openai/codex/bin/codex.js');
}
