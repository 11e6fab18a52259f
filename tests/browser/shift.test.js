// The cumulative layout shift is 0 on a slow line: pages with pictures, and one of each other kind.

import { after, before, test } from 'node:test';
import { shiftFindings } from './checks/shift.js';
import { choose } from './choose.js';
import { onEach, visit } from './chromium.js';
import { assertNone } from './finding.js';
import { readSite } from './site.js';

const site = readSite();
let visitor;
before(async () => (visitor = await visit(site)));
after(() => visitor?.close());

test('nothing jumps while a page loads', async () => {
  const hasPictures = (page) => page.document.named('img', 'picture', 'video', 'object', 'iframe').length > 0;
  const pages = new Set([
    ...choose(site.readable.filter(hasPictures), 40),
    ...choose(site.readable.filter((page) => !hasPictures(page)), 20),
  ]);
  // A slow line leaves the processor idle: more tabs than elsewhere.
  assertNone(await onEach(visitor, { viewport: { width: 360, height: 740 } }, [...pages], (tab, page) => shiftFindings(visitor, tab, page), 4));
});
