// Starts the Chromium that is on the machine and opens pages of a served site in it.

import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './server.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

// Without the last ones Chromium looks for hosts of its maker at every start.
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of the browser: OPAS_CHROMIUM, or the first known name on PATH. */
export function chromiumPath() {
  if (process.env.OPAS_CHROMIUM) return process.env.OPAS_CHROMIUM;
  for (const name of NAMES) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here: look in the next folder.
      }
    }
  }
  throw new Error(`No Chromium found. Install one of ${NAMES.join(', ')}, or set OPAS_CHROMIUM to its path.`);
}

/** Starts a browser; `flags` are added to the usual ones. */
export function launch(flags = []) {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [...FLAGS, ...(isRoot ? ['--no-sandbox'] : []), ...flags],
  });
}

/** A site, its server and a browser of its own, for as long as a test file runs. */
export async function visit(site, flags = []) {
  const browser = await launch(flags);
  const visitor = await visitWith(browser, site);
  return {
    ...visitor,
    close: async () => {
      await browser.close();
      await visitor.close();
    },
  };
}

/** A site and its server, looked at in a browser that others use, too. */
export async function visitWith(browser, site) {
  const server = await serve(site.folder, site.mount);
  return {
    site,
    browser,
    /** Address of a page on the test server. */
    url: (page) => server.origin + site.mount + page.address.slice(1),
    close: server.close,
  };
}

/**
 * Runs `work(tab, page)` for every page, in a few tabs at once, each with its own context.
 * A tab goes from page to page: what `work` listens to and routes is taken off after each.
 * @param {object} visitor   what `visit` returned
 * @param {object} settings  of the browser context: viewport, colorScheme ...
 * @returns everything that `work` returned, flat, in the order of the pages
 */
export async function onEach(visitor, settings, pages, work, tabs = 2) {
  const results = pages.map(() => []);
  let next = 0;
  const worker = async () => {
    const context = await visitor.browser.newContext(settings);
    try {
      const tab = await context.newPage();
      while (next < pages.length) {
        const index = next++;
        try {
          results[index] = await work(tab, pages[index]);
        } catch (error) {
          error.message = `${pages[index].file}: ${error.message}`;
          throw error;
        }
        tab.removeAllListeners();
        await tab.unrouteAll();
      }
    } finally {
      await context.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(tabs, pages.length) }, worker));
  return results.flat();
}

/** Loads a page and waits until everything it asked for is there. */
export async function open(visitor, tab, page) {
  if (page.kind === 'redirect') await holdRedirect(visitor, tab, page);
  await tab.goto(visitor.url(page), { waitUntil: 'load' });
}

/** Serves a redirect page without its refresh, so that the page itself can be looked at. */
async function holdRedirect(visitor, tab, page) {
  const html = readFileSync(page.path, 'utf8').replace(/<meta[^>]+http-equiv=["']?refresh[^>]*>/i, '');
  await tab.route(visitor.url(page), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
}
