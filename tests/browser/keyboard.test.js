// Every page can be used with the keyboard alone.

import { after, before, test } from 'node:test';
import { keyboardFindings } from './checks/keyboard.js';
import { choose, MANY } from './choose.js';
import { onEach, visit } from './chromium.js';
import { assertNone } from './finding.js';
import { readSite } from './site.js';

const site = readSite();
let visitor;
before(async () => (visitor = await visit(site)));
after(() => visitor?.close());

for (const width of [1280, 320]) {
  test(`Tab reaches everything, in order and in sight, ${width} px wide`, async () => {
    const work = (tab, page) => keyboardFindings(visitor, tab, page);
    assertNone(await onEach(visitor, { viewport: { width, height: 800 } }, choose(site.pages, MANY), work));
  });
}
