// Every page has a strict content security policy, and the browser refuses nothing because of it.

import { after, before, test } from 'node:test';
import { securityFindings } from './checks/security.js';
import { choose, MANY } from './choose.js';
import { onEach, visit } from './chromium.js';
import { assertNone } from './finding.js';
import { readSite } from './site.js';

const site = readSite();
let visitor;
before(async () => (visitor = await visit(site)));
after(() => visitor?.close());

test('the security policy is strict and kept', async () => {
  const work = (tab, page) => securityFindings(visitor, tab, page);
  assertNone(await onEach(visitor, {}, choose(site.pages, MANY), work));
});
