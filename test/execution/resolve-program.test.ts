import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder, resolveProgram } from '../../src/execution/resolve-program.ts';
import { scratch } from '../helpers/scratch.ts';

test('what the project brings along never wins', (t) => {
  const place = scratch(t);
  chmodSync(place.write('node_modules/.bin/bash', '#!/bin/sh\ntouch marker\n'), 0o755);
  mkdirSync(join(place.home, 'bin'));
  symlinkSync(join(place.cwd, 'node_modules/.bin/bash'), join(place.home, 'bin/bash'));
  const real = resolveProgram('bash', '/usr/bin:/bin', place.cwd);
  assert.match(real ?? '', /^\/(usr\/)?bin\/bash$/);
  for (const first of [join(place.cwd, 'node_modules/.bin'), 'node_modules/.bin', '.', '', join(place.home, 'bin')]) {
    assert.equal(resolveProgram('bash', `${first}:/usr/bin:/bin`, place.cwd), real, first);
  }
});

test('names with a slash, folders and files that cannot be run are no programs', (t) => {
  const place = scratch(t);
  place.write('tools/plain', '#!/bin/sh\n');
  mkdirSync(join(place.cwd, 'tools/folder'));
  for (const name of ['plain', 'folder', './plain', 'tools/plain', 'absent']) {
    assert.equal(resolveProgram(name, join(place.cwd, 'tools'), undefined), undefined, name);
  }
});

test('the project is the git root below HOME, else the folder; HOME itself is none', (t) => {
  const { home, cwd } = scratch(t);
  mkdirSync(join(cwd, 'a/b'), { recursive: true });
  mkdirSync(join(home, 'plain'));
  assert.equal(projectFolder(join(cwd, 'a/b'), home), cwd);
  assert.equal(projectFolder(join(home, 'plain'), home), join(home, 'plain'));
  assert.equal(projectFolder(home, home), undefined);
  assert.equal(projectFolder('/', home), undefined);
});
