// With scripts switched off a page loses nothing.

import { after, before, test } from 'node:test';
import { chooserFindings, clickFindings, textFindings } from './checks/no-script.js';
import { choose, MANY } from './choose.js';
import { onEach, visit } from './chromium.js';
import { assertNone } from './finding.js';
import { readSite } from './site.js';

const PLAIN = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };

const site = readSite();
let visitor;
before(async () => (visitor = await visit(site)));
after(() => visitor?.close());

test('without scripts all text is there and no control is dead', async () => {
  const scripted = await visitor.browser.newContext({ viewport: PLAIN.viewport });
  const work = async (tab, page) => {
    const scriptTab = await scripted.newPage();
    const findings = await textFindings(visitor, tab, scriptTab, page);
    await scriptTab.close();
    return findings;
  };
  assertNone(await onEach(visitor, PLAIN, choose(site.readable, MANY), work));
});

test('without scripts a click on each link of menu and language switcher arrives', async () => {
  const clicked = new Set();
  const work = (tab, page) => clickFindings(visitor, tab, page, clicked);
  assertNone(await onEach(visitor, PLAIN, choose(site.readable, MANY), work));
});

test('the page at / offers every language', () => assertNone(chooserFindings(site)));
