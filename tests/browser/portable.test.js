// A portable build opens from a folder, without a web server: as it is carried on a memory stick.

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.js';
import { holds, readSite } from './site.js';

const site = readSite();
const example = (className) => site.pages.find(holds('class', className));

let browser;
let stick;
before(async () => {
  browser = await launch();
  // A name as people give it.
  stick = join(mkdtempSync(join(tmpdir(), 'stick-')), 'Muistitikku ä (1)');
  cpSync(site.folder, stick, { recursive: true });
});
after(async () => {
  await browser?.close();
  rmSync(dirname(stick), { recursive: true, force: true });
});

const address = (page) => pathToFileURL(join(stick, page.file)).href;

async function inTab(page, work, settings = {}) {
  const context = await browser.newContext(settings);
  try {
    const tab = await context.newPage();
    const faults = [];
    tab.on('pageerror', (error) => faults.push(error.message));
    tab.on('requestfailed', (request) => faults.push(`not loaded: ${request.url()}`));
    tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await tab.goto(address(page));
    await work(tab);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

test('every link and every file of a page is found from the page itself', () => {
  const lost = [];
  for (const page of [...site.pages]) {
    const folder = dirname(join(site.folder, page.file));
    const html = readFileSync(join(site.folder, page.file), 'utf8');
    const refresh = html.match(/http-equiv="refresh" content="\d+; ?url=([^"]+)"/)?.[1];
    const named = page.document.elements.flatMap(({ name, attributes }) => (name === 'link' && /canonical|alternate/.test(attributes.rel) ? [] : [attributes.href, attributes.src]));
    for (const value of [...named, refresh]) {
      if (!value || /^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(value)) continue;
      const path = resolve(folder, decodeURIComponent(value.split(/[?#]/)[0]));
      if (value.startsWith('/') || !existsSync(path) || !statSync(path).isFile()) lost.push(`${page.file}: ${value}`);
    }
  }
  assert.deepEqual(lost, []);
  assert.ok(site.pages.length > 10, 'there are pages to look at');
});

test('pages look and work as on the web', async (context) => {
  const page = example('quiz') ?? example('steps');
  if (!page) return context.skip('the site has no such page');
  await inTab(page, async (tab) => {
    assert.equal(await tab.evaluate(() => getComputedStyle(document.body).fontSize), '20px');
    assert.ok(await tab.locator('.aids button').count() > 0, 'the script has made its controls');
    assert.ok(await tab.evaluate(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)), 'pictures are there');
  });
});

test('a practice is walked through from the stick, with scripts off', async (context) => {
  const page = example('practice-card');
  if (!page) return context.skip('the site has no practice');
  await inTab(page, async (tab) => {
    await tab.locator('.practice-card a').first().click();
    await tab.locator('.practice-ways a').first().click();
    const tried = new Map();
    let screens = 0;
    for (; screens < 200 && !(await tab.locator('.practice-result').count()); screens++) {
      const wrong = tab.locator('.practice-wrong a');
      if (await wrong.count()) {
        await wrong.first().click();
        continue;
      }
      const choices = tab.locator('.devices a');
      const times = tried.get(tab.url()) ?? 0;
      tried.set(tab.url(), times + 1);
      await choices.nth(times % await choices.count()).click();
    }
    assert.equal(await tab.locator('.practice-result').count(), 1, `the end is reached after ${screens} screens`);
    assert.ok(screens > 2);
    await tab.locator('.practice-ways a').first().click();
    assert.equal(decodeURI(tab.url()), decodeURI(address(page)), 'back on the page');
  }, { javaScriptEnabled: false });
});
