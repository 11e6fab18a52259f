// axe on a page: WCAG 2.0 to 2.2, A and AA, and best practice, in several ways of looking at it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { open } from '../chromium.js';
import { finder } from '../finding.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG and best practice. */
export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const PLAIN = { media: { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' }, width: 1280 };

/** The ways of looking at a page; the first one is the plain one. */
export const LOOKS = {
  light: PLAIN,
  dark: { ...PLAIN, media: { ...PLAIN.media, colorScheme: 'dark' } },
  'forced colours': { ...PLAIN, media: { ...PLAIN.media, forcedColors: 'active' } },
  'high contrast': { ...PLAIN, media: { ...PLAIN.media, contrast: 'more' } },
  '320 px wide': { ...PLAIN, width: 320 },
};

/** What axe finds on one page; a fault that shows in the plain look is not repeated for the others. */
export async function axeFindings(visitor, tab, page) {
  const found = finder(page);
  const findings = new Map();
  await setLook(tab, PLAIN);
  await open(visitor, tab, page);
  for (const [look, settings] of Object.entries(LOOKS)) {
    await setLook(tab, settings);
    const { violations } = await runAxe(tab, { type: 'tag', values: TAGS });
    for (const { id, help, helpUrl, nodes } of violations) {
      for (const node of nodes) {
        const key = `${id} ${node.target}`;
        if (findings.has(key)) continue;
        const cure = `${cureOf(node)} (${helpUrl.split('?')[0]})`;
        findings.set(key, found(`axe ${id}`, elementOf(node), `${help} (${look})`, cure));
      }
    }
  }
  return [...findings.values()];
}

async function setLook(tab, { media, width }) {
  await tab.emulateMedia(media);
  await tab.setViewportSize({ width, height: 800 });
}

/**
 * Runs axe in a loaded page.
 * @param {object} runOnly   `{ type: 'tag' | 'rule', values }`
 */
export async function runAxe(tab, runOnly) {
  if (!(await tab.evaluate(() => 'axe' in window))) await tab.evaluate(AXE);
  return tab.evaluate((only) => window.axe.run(document, { runOnly: only, resultTypes: ['violations', 'incomplete'] }), runOnly);
}

export function elementOf(node) {
  return `${node.target.join(' ')}  ${node.html.replace(/\s+/g, ' ').slice(0, 140)}`;
}

function cureOf(node) {
  return (node.failureSummary ?? '').split('\n').slice(1).join('; ').replace(/\s+/g, ' ').trim();
}
