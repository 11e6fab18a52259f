// Every page without a finding of axe: light, dark, forced colours, high contrast, 320 px wide.

import { after, before, test } from 'node:test';
import { axeFindings, LOOKS } from './checks/axe.js';
import { choose } from './choose.js';
import { onEach, visit } from './chromium.js';
import { assertNone } from './finding.js';
import { readSite } from './site.js';

const site = readSite();
let visitor;
before(async () => (visitor = await visit(site)));
after(() => visitor?.close());

test(`axe finds nothing: ${Object.keys(LOOKS).join(', ')}`, async () => {
  const work = (tab, page) => axeFindings(visitor, tab, page);
  // axe is put into the page from outside, which a content security policy would refuse.
  assertNone(await onEach(visitor, { bypassCSP: true }, choose(site.pages), work));
});
