// The browser of this machine, never one that is downloaded; pages in it, with all that they asked for, said and tried.
import { existsSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Debian's, Ubuntu's, and what machines of CI have. */
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const BROWSER = BROWSERS.find((path) => existsSync(path));
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A reason to skip a test, where there is no browser. */
export function noBrowser(): string | false {
  return BROWSER === undefined && `there is none of ${BROWSERS.join(', ')}: apt-get install chromium`;
}

/** With a profile of its own, which goes with it. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: BROWSER ?? '', args: FLAGS });
}

export interface Opened {
  readonly page: Page;
  /** Addresses of all that was asked for, the page itself first. */
  readonly requests: readonly string[];
  /** Dialogs, messages of the console, faults, windows: a page of ours has none. */
  readonly surprises: readonly string[];
}

export async function openPage(
  context: Pick<TestContext, 'after'>,
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const own = await browser.newContext(options);
  context.after(() => own.close());
  const page = await own.newPage();
  const requests: string[] = [];
  const surprises: string[] = [];
  own.on('request', (request) => requests.push(request.url()));
  own.on('page', (other) => surprises.push(`window ${other.url()}`));
  page.on('console', (message) => surprises.push(`console ${message.text()}`));
  page.on('pageerror', (error) => surprises.push(`error ${error.message}`));
  page.on('dialog', (dialog) => {
    surprises.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, requests, surprises };
}
