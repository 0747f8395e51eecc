// Keys that were not meant for the second question, typed before it is there and as it appears: none of them saves a grant.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fence, scratch } from '../helpers/scratch.ts';
import { series } from '../helpers/series.ts';
import { inTerminal } from '../helpers/terminal.ts';

const STRAY = ['yes\r', 'y\r', '1\r', '\ryes\r', 'yes\ryes\r', 'always\r', 'y\n', '\u001b[1;2Ry\r'];
const COUNT = series(60);

test(`0 of ${COUNT} stale answers save a grant`, async (t) => {
  const place = scratch(t);
  const path = place.write('task.md', fence('bash', 'touch marker'));
  for (let at = 0; at < COUNT; at += 1) {
    const run = inTerminal(place, [path]);
    await run.until(/Run this bash block\? .*›/);
    run.type(`always ${at % 2 === 0 ? 'touch' : 'exactly'}\r`);
    const stray = STRAY[at % STRAY.length] ?? '';
    // As soon as the first answer was taken, or as soon as the second question is there, which keys must rest for.
    await run.until(at % 3 === 0 ? /Run this bash block\? {2}always/ : /Remember it\?.*…/);
    run.type(stray);
    const screen = await run.until(/Remember it\?.*›/);
    run.type('\u0003');
    assert.equal(await run.ended(), 130, `${JSON.stringify(stray)} answered:\n${screen}`);
    assert.equal(existsSync(join(place.cwd, 'marker')), false, `${JSON.stringify(stray)} ran the block`);
    assert.equal(existsSync(join(place.home, '.config')), false, `${JSON.stringify(stray)} saved a grant`);
  }
});
