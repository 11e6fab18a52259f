// Pictures of representative pages, for people to look at: node screenshots.js OUTDIR
// The site is the one of the tests: OPAS_SITE, or `public` at the top of the project.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { choose } from './choose.js';
import { onEach, open, visit } from './chromium.js';
import { readSite } from './site.js';

const WIDTHS = [360, 768, 1280];
const SCHEMES = ['light', 'dark'];
const PAGES_PER_LANGUAGE = 6;

const [out] = process.argv.slice(2);
if (!out) {
  console.error('usage: node screenshots.js OUTDIR');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const site = readSite();
const languages = new Set(site.readable.map((page) => page.document.lang));
const pages = [...languages].flatMap((lang) =>
  choose(site.readable.filter((page) => page.document.lang === lang), PAGES_PER_LANGUAGE),
);

const visitor = await visit(site);
try {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      await onEach(visitor, { viewport: { width, height: 900 }, colorScheme }, pages, async (tab, page) => {
        await open(visitor, tab, page);
        const name = page.address.replace(/^\/|\/$|\.html$/g, '').replaceAll('/', '_') || 'root';
        await tab.screenshot({ path: join(out, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        return [];
      });
    }
  }
} finally {
  await visitor.close();
}
console.log(`${pages.length * WIDTHS.length * SCHEMES.length} pictures in ${out}`);
