// Text size, contrast, target size; nothing lost at 320 px, 400 % zoom, with spaced-out text;
// text follows the reader's own default font size.

import { after, before, test } from 'node:test';
import { fontSizeFindings, readingFindings } from './checks/reading.js';
import { choose, MANY } from './choose.js';
import { onEach, visit } from './chromium.js';
import { assertNone } from './finding.js';
import { readSite } from './site.js';

const DEFAULT_SIZE = 24;

const site = readSite();
let visitor;
let largeVisitor;
before(async () => {
  visitor = await visit(site);
  largeVisitor = await visit(site, [`--blink-settings=defaultFontSize=${DEFAULT_SIZE}`]);
});
after(() => Promise.all([visitor?.close(), largeVisitor?.close()]));

test('text, contrast and targets are large enough, and nothing is lost on small screens', async () => {
  const work = (tab, page) => readingFindings(visitor, tab, page);
  // axe is put into the page from outside, which a content security policy would refuse.
  assertNone(await onEach(visitor, { bypassCSP: true }, choose(site.pages, MANY), work));
});

test("text follows the browser's default font size", async () => {
  const work = (tab, page) => fontSizeFindings(largeVisitor, tab, page, DEFAULT_SIZE);
  assertNone(await onEach(largeVisitor, {}, choose(site.pages, MANY), work));
});
