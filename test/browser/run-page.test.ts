// The page of a run in a real browser: what a reader sees and reaches, and that nothing in a journal comes to life.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { approveRun } from '../helpers/approve-run.ts';
import { noBrowser, openBrowser, openPage } from '../helpers/browser.ts';
import type { Scratch } from '../helpers/scratch.ts';
import { started, type ToldEvent, tellJournal, told as toldBlock } from '../helpers/told-journal.ts';
import { TOLD_RUN } from '../helpers/told-run.ts';

const skip = { skip: noBrowser() };
const home = realpathSync(mkdtempSync(join(tmpdir(), 'approve-run-test-')));
const place: Scratch = { home, cwd: join(home, 'project'), write: () => '', after: () => {} };
mkdirSync(place.cwd);
let browser: Browser;
let told: string;

/** @returns The address of the page that `log --html` makes of it. */
async function pageOf(name: string, events: readonly ToldEvent[]): Promise<string> {
  const { run } = await tellJournal(place, events);
  const { code, stderr } = await approveRun(place, ['log', run, '--html', `${name}.html`]);
  assert.deepEqual([code, stderr], [0, '']);
  return pathToFileURL(join(place.cwd, `${name}.html`)).href;
}

/** In the page, as text: tests are checked without the names that browsers have. */
function ask<T>(page: Page, expression: string): Promise<T> {
  return page.evaluate(expression) as Promise<T>;
}

before(async () => {
  if (skip.skip !== false) return;
  browser = await openBrowser();
  told = await pageOf('told', TOLD_RUN);
});

after(async () => {
  await browser?.close();
  rmSync(home, { recursive: true, force: true });
});

test('axe finds nothing, light, dark, wide and narrow', skip, async (t) => {
  for (const options of [
    { colorScheme: 'light' as const },
    { colorScheme: 'dark' as const },
    { viewport: { width: 375, height: 700 }, isMobile: true },
  ]) {
    const { page } = await openPage(t, browser, told, options);
    await ask(page, axe.source);
    const found = await ask<readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]>(
      page,
      'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
    );
    assert.deepEqual(
      found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
      [],
    );
  }
});

test('headings in order, landmarks, one h1, every id once, every link to something that is there', skip, async (t) => {
  const { page } = await openPage(t, browser, told);
  const levels = await ask<readonly number[]>(
    page,
    '[...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((one) => Number(one.tagName[1]))',
  );
  assert.equal(levels.filter((level) => level === 1).length, 1);
  assert.ok(
    levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1),
    levels.join(' '),
  );
  assert.deepEqual(
    await ask(page, '["header", "main", "footer"].map((name) => document.querySelectorAll("body > " + name).length)'),
    [1, 1, 1],
  );
  const ids = await ask<readonly string[]>(page, '[...document.querySelectorAll("[id]")].map(({ id }) => id)');
  assert.equal(new Set(ids).size, ids.length);
  const links = await ask<readonly string[]>(page, '[...document.querySelectorAll("a")].map((one) => one.getAttribute("href"))');
  assert.ok(links.length > 10);
  assert.deepEqual(
    links.filter((link) => !ids.includes(link.slice(1))),
    [],
  );
});

test('each bar leads to its block', skip, async (t) => {
  const { page } = await openPage(t, browser, told, { viewport: { width: 1000, height: 500 } });
  for (const [name, id] of [
    ['Block 1.2 bash', 'block-1-2'],
    ['Block 3.2 bash', 'block-3-2'],
    ['Turn 2', 'turn-2'],
  ] as const) {
    await page.locator('.chart a', { hasText: name }).locator('svg').click();
    const [target, top, height] = await ask<[string, number, number]>(
      page,
      '[document.querySelector(":target").id, document.querySelector(":target").getBoundingClientRect().top, innerHeight]',
    );
    assert.equal(target, id);
    assert.ok(top >= 0 && top < height, `${name} is at ${top}`);
    assert.match(String(await page.locator(`#${id}`).locator('h2,h3').first().textContent()), new RegExp(name));
  }
});

test('bars are as long as it took, and say in words what they show', skip, async (t) => {
  const { page } = await openPage(t, browser, told, { viewport: { width: 1200, height: 800 } });
  const wide = (selector: string) =>
    ask<number>(page, `document.querySelector('.rows a${selector}').getBoundingClientRect().width`);
  const ran = await wide('[href="#block-2-1"] .ran');
  for (const [selector, ms] of [
    ['[href="#turn-2"] .thought', 7730],
    ['[href="#block-2-1"] .waited', 5080],
  ] as const) {
    const found = await wide(selector);
    assert.ok(Math.abs(found - (ran * ms) / 24_699) < 4, `${selector} is ${found} wide beside ${ran}`);
  }
  const tree = await page.locator('.chart').ariaSnapshot();
  assert.match(tree, /link ".*Block 2\.1 bash .*failed · waited 5\.1 s · ran 24\.7 s"/);
  assert.match(tree, /Turn 2 .*agent 7\.7 s/);
});

test('the scale lies under the bars, and what was short beside what was long is seen', skip, async (t) => {
  const [make, echo] = [toldBlock({ index: 1, code: 'make\n' }), toldBlock({ index: 2, code: 'echo\n' })];
  const url = await pageOf('short', [
    started,
    make.proposed(0),
    make.decided(600_000, 600_000),
    make.started(600_000),
    make.finished(600_001, ''),
    echo.proposed(600_002),
    echo.started(600_003),
  ]);
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 375, height: 700 },
  ]) {
    const { page } = await openPage(t, browser, url, { viewport });
    const [axis, row] = await ask<readonly (readonly number[])[]>(
      page,
      `['.axis', '.rows li svg'].map((one) => document.querySelector(one).getBoundingClientRect()).map(({ left, right }) => [left, right])`,
    );
    assert.deepEqual(axis, row);
    assert.deepEqual(await ask(page, `[...document.querySelectorAll('.rows .ran')].map((one) => one.width.baseVal.value > 0)`), [
      true,
      true,
    ]);
  }
});

test('a run that was resumed days later: the time between takes no room, and is told', skip, async (t) => {
  const later = 3 * 86_400_000;
  const [make, echo] = [toldBlock({ index: 1, code: 'make\n' }), toldBlock({ index: 2, code: 'echo\n' })];
  const url = await pageOf('resumed', [
    started,
    make.started(0),
    { type: 'recovered', at: later, pid: 7 },
    { type: 'run-resumed', at: later, turns: 0, settled: 0 },
    make.started(later),
    make.finished(later + 30_000, ''),
    echo.started(later + 30_000),
    echo.finished(later + 60_000, ''),
  ]);
  const { page } = await openPage(t, browser, url, { viewport: { width: 1280, height: 800 } });
  const widths = await ask<readonly number[]>(
    page,
    `[...document.querySelectorAll('.rows .ran')].map((one) => Math.round(one.width.baseVal.valueInSpecifiedUnits))`,
  );
  assert.deepEqual(widths, [50, 50]);
  assert.match(String(await page.locator('.totals').textContent()), /until it was resumed 72 h 0 min/);
});

test('a phone: nothing is wider than the screen', skip, async (t) => {
  const long = `${'x'.repeat(3000)} ${'wide '.repeat(300)}`;
  const wide = await pageOf('wide', lengthened(TOLD_RUN, long));
  for (const url of [told, wide]) {
    const { page } = await openPage(t, browser, url, { viewport: { width: 375, height: 700 }, isMobile: true });
    const [width, scroll] = await ask<[number, number]>(page, '[innerWidth, document.documentElement.scrollWidth]');
    assert.deepEqual([width, scroll], [375, 375], url);
  }
});

test('printed: what is folded is there, on white', skip, async (t) => {
  const { page } = await openPage(t, browser, told, { colorScheme: 'dark' });
  const state =
    '[...document.querySelectorAll("details:not([open]) pre, details:not([open]) table")].map((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0)';
  assert.deepEqual(await ask(page, state), [false, false, false]);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.deepEqual(await ask(page, state), [true, true, true]);
  assert.equal(await ask(page, 'getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)');
});

test('by keys alone: past the time line first, and one sees where one is', skip, async (t) => {
  const { page } = await openPage(t, browser, told);
  await page.keyboard.press('Tab');
  assert.deepEqual(
    await ask(page, '[document.activeElement.textContent, document.activeElement.getBoundingClientRect().left > 0]'),
    ['Skip to the blocks', true],
  );
  await page.keyboard.press('Tab');
  assert.match(await ask<string>(page, 'getComputedStyle(document.activeElement).outline'), /solid 2px/);
});

test('the text of a block is copied without the numbers of its lines', skip, async (t) => {
  const { page } = await openPage(t, browser, told);
  const copied = await ask<string>(
    page,
    `(() => {
      getSelection().selectAllChildren(document.querySelector('#block-1-3 .code'));
      return String(getSelection());
    })()`,
  );
  assert.match(copied, /^import json\nfrom pathlib import Path\n\ntotals = \{\}\nfor path in .*:\n {4}totals/);
});

test('a hostile journal is only text: no script, no request, no dialog, no address but those of the page', skip, async (t) => {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(String(request.url));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [at, payload] of pairs(hostileTexts(there)).entries()) {
    const { page, requests, surprises } = await openPage(t, browser, await pageOf(`hostile-${at}`, poisoned(TOLD_RUN, payload)));
    const found = await ask<{
      readonly tags: string[];
      readonly names: string[];
      readonly links: string[];
      readonly blocks: number;
    }>(
      page,
      `(() => {
        const all = [...document.querySelectorAll('*')];
        const attributes = all.flatMap((one) => [...one.attributes]);
        return {
          tags: [...new Set(all.map((one) => one.localName))],
          names: [...new Set(attributes.map(({ name }) => name))],
          links: attributes.filter(({ name }) => /href|src/.test(name)).map(({ value }) => value),
          blocks: document.querySelectorAll('main > #what-happened > section > article').length,
        };
      })()`,
    );
    for (const link of found.links) assert.match(link, /^#[a-z0-9-]+$/);
    assert.deepEqual(
      [found.tags.filter((tag) => !TAGS.has(tag)), found.names.filter((name) => !ATTRIBUTES.has(name)), found.blocks],
      [[], [], 7],
      payload,
    );
    // What a careless reader does to it: everything that can be clicked.
    for (const summary of await page.locator('summary').all()) await summary.click();
    assert.deepEqual([requests, surprises, hits], [[page.url()], [], []], payload);
    assert.doesNotMatch(
      await ask<string>(page, 'document.documentElement.textContent'),
      /[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069\ufffd\ud800-\udfff]/,
    );
  }
});

const TAGS = new Set(
  'html head meta title style body a header p h1 strong i span b dl div dt dd time details summary table thead tbody tr th td main section h2 ul li svg rect line text ol article h3 pre code mark del ins br footer'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'lang charset http-equiv content name class href id aria-labelledby aria-hidden role width height x y x1 x2 y1 y2 text-anchor datetime scope open tabindex'.split(
    ' ',
  ),
);

function hostileTexts(there: string): readonly string[] {
  return [
    `<script>alert(1)</script><script src="${there}/s.js"></script>`,
    `"><img src="${there}/i.png" onerror="alert(1)"><svg onload=alert(1)>`,
    `</style><style>@import "${there}/c.css"; body{background:url(${there}/b)}</style></title></pre></code></article></section></main>`,
    `javascript:alert(1) <a href="javascript:alert(1)">x</a> <meta http-equiv="refresh" content="0;url=${there}/r"> <base href="${there}/">`,
    `<!-- <![CDATA[ --!> <iframe srcdoc="<script>alert(1)</script>"></iframe> <link rel=stylesheet href="${there}/l.css"> ]]> <?php`,
    `\u0000\u202e\u2066\ud800 &lt;script&gt; &#x3c;img src=x onerror=alert(1)&#x3e; ' onmouseover='alert(1)\u2028</textarea></noscript>`,
  ];
}

/** Two at once, and both before the end of what a line shows. */
function pairs(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text, at) => (at % 2 === 0 ? `${text} ${texts[at + 1] ?? ''}` : []));
}

/** Every text of every event, but for what says what it is. */
function poisoned(events: readonly ToldEvent[], payload: string): readonly ToldEvent[] {
  return events.map((event) => ({ ...(withTexts(event, (text) => `${payload} ${text}`) as ToldEvent), type: event.type }));
}

function lengthened(events: readonly ToldEvent[], by: string): readonly ToldEvent[] {
  return events.map((event) => ({ ...(withTexts(event, (text) => `${text} ${by}`) as ToldEvent), type: event.type }));
}

function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((inner) => withTexts(inner, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTexts(inner, change)]));
}
