// axe on what is shown; the documents of frames each by themselves, because both panes of the
// side-by-side view have landmarks of the same name, as pages of one site do.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { elementOf, TAGS } from './checks/axe.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LOOKS = {
  light: { colorScheme: 'light', forcedColors: 'none', width: 1280 },
  dark: { colorScheme: 'dark', forcedColors: 'none', width: 1280 },
  'forced colours': { colorScheme: 'light', forcedColors: 'active', width: 1280 },
  '320 px wide': { colorScheme: 'light', forcedColors: 'none', width: 320 },
};

/** Fails when axe finds something in a tab, in any look, or text of less than 7:1. */
export async function assertAxeClean(tab, what) {
  const found = [];
  for (const [look, { width, ...media }] of Object.entries(LOOKS)) {
    await tab.emulateMedia(media);
    await tab.setViewportSize({ width, height: 800 });
    for (const frame of tab.frames()) {
      await frame.evaluate(AXE);
      const { violations } = await frame.evaluate(runAxe, TAGS);
      for (const { id, help, nodes } of violations) {
        for (const node of nodes) found.push(`${look}, ${frame.url()}: ${id} (${help}): ${elementOf(node)}`);
      }
    }
  }
  await tab.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await tab.setViewportSize({ width: 1280, height: 800 });
  assert.deepEqual(found, [], `axe on ${what}`);
}

function runAxe(tags) {
  return window.axe.run(document, {
    iframes: false,
    runOnly: { type: 'tag', values: tags },
    rules: { 'color-contrast-enhanced': { enabled: true } },
    resultTypes: ['violations'],
  });
}
