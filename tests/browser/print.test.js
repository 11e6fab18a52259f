// Every page on paper.

import { after, before, test } from 'node:test';
import { printFindings } from './checks/print.js';
import { choose } from './choose.js';
import { onEach, visit } from './chromium.js';
import { assertNone } from './finding.js';
import { readSite } from './site.js';

const site = readSite();
let visitor;
before(async () => (visitor = await visit(site)));
after(() => visitor?.close());

test('paper has the title, the addresses of links, black on white, and no navigation', async () => {
  // Nobody prints the page that chooses a language; it is nothing but navigation.
  const pages = choose(site.readable.filter((page) => page.kind === 'page'));
  assertNone(await onEach(visitor, {}, pages, (tab, page) => printFindings(visitor, tab, page)));
});
