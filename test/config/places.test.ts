// Where the user's own folders are; and that whoever guards the names of a project's files knows all of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOwnFile } from '../../src/analysis/own-files.ts';
import { cacheFolder, configFolder, ownFolders, RC_FILES } from '../../src/config/places.ts';

const VARIABLES = ['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME', 'XDG_DATA_HOME'];
const environment = (value: string) => Object.fromEntries(VARIABLES.map((name) => [name, value]));

test('own folders lie in HOME, or where an absolute variable says', () => {
  const usual = ['.config', '.cache', '.local/state', '.local/share'].map((name) => `/home/u/${name}/approve-run`);
  assert.deepEqual(ownFolders({ home: '/home/u', env: {} }), usual);
  for (const relative of ['', '.', 'cache', '~/x']) {
    const owner = { home: '/home/u', env: environment(relative) };
    assert.deepEqual(ownFolders(owner), usual, 'the working directory is no folder of the user');
    assert.equal(cacheFolder(owner), '/home/u/.cache/approve-run');
  }
  assert.deepEqual([...new Set(ownFolders({ home: '/home/u', env: environment('/x') }))], ['/x/approve-run']);
});

test('without an absolute home nothing is the own of anybody', () => {
  for (const home of ['', '.', 'home']) {
    assert.deepEqual(ownFolders({ home, env: {} }), []);
    assert.deepEqual([configFolder({ home, env: {} }), cacheFolder({ home, env: {} })], [undefined, undefined]);
  }
});

test('a block that writes a project file of any name tampers', () => {
  const place = { cwd: '/home/u/project', home: '/home/u' };
  for (const name of RC_FILES) assert.equal(isOwnFile(`${place.cwd}/${name}`, place), true, name);
});
