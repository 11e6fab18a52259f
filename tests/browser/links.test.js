// Every address leads somewhere, what search engines are told is true, and loading a page
// asks no other site and leaves nothing behind.

import { after, before, test } from 'node:test';
import { alternateFindings, sitemapFindings } from './checks/alternates.js';
import { linkFindings, notFoundFindings, styleFindings } from './checks/links.js';
import { loadingFindings, redirectFindings } from './checks/loading.js';
import { choose, MANY } from './choose.js';
import { onEach, visit } from './chromium.js';
import { assertNone } from './finding.js';
import { readSite } from './site.js';

const site = readSite();
let visitor;
before(async () => (visitor = await visit(site)));
after(() => visitor?.close());

test('links, fragments, ids and language tags are right, nothing is inline', () => {
  assertNone([...site.pages.flatMap((page) => linkFindings(site, page)), ...styleFindings(site), ...notFoundFindings(site)]);
});

test('canonical addresses, hreflang and sitemap are true', () => {
  assertNone([...site.pages.flatMap((page) => alternateFindings(site, page)), ...sitemapFindings(site)]);
});

test('a loaded page asked no other site and stored nothing', async () => {
  assertNone(await onEach(visitor, {}, choose(site.pages, MANY), (tab, page) => loadingFindings(visitor, tab, page), 4));
});

test('redirect pages lead to their target', async () => {
  const redirects = site.pages.filter((page) => page.kind === 'redirect');
  assertNone(await onEach(visitor, { javaScriptEnabled: false }, redirects, (tab, page) => redirectFindings(visitor, tab, page)));
});
