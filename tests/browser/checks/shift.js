// Nothing on a page jumps while it loads over a slow line.

import { open } from '../chromium.js';
import { finder } from '../finding.js';

/** A village hall's telephone line: 400 kbit/s, 300 ms. */
const SLOW = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 300 };

/** Milliseconds that these come later than the rest, so that the page is painted without them. */
const LATE = { image: 600, media: 600, script: 400 };

export async function shiftFindings(visitor, tab, page) {
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Network.emulateNetworkConditions', SLOW);
  await tab.addInitScript(watchShifts);
  await tab.route('**/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE[route.request().resourceType()] ?? 0));
    await route.continue();
  });
  await open(visitor, tab, page);
  await tab.evaluate(scrollThrough);
  const shifts = await tab.evaluate(() => window.shifts);
  await devtools.detach();
  return shifts.map(({ element, value }) =>
    finder(page)('layout-shift', element, `it jumped (${value.toFixed(4)})`, 'give pictures width and height, and let scripts change no sizes while the page loads'),
  );
}

// What follows runs in the page.

function watchShifts() {
  if (window.shifts) return;
  window.shifts = [];
  const nameOf = (node) => (node ? `${node.localName ?? node.parentElement?.localName ?? 'text'}${node.id ? `#${node.id}` : ''}  "${(node.textContent ?? '').trim().slice(0, 60)}"` : 'an element');
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) window.shifts.push({ value, element: sources.map(({ node }) => nameOf(node)).join(', ') || 'an element' });
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Screen by screen to the end, so that lazy pictures load, too. */
async function scrollThrough() {
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo({ top: y, behavior: 'instant' });
    await pause(50);
    const pictures = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    await Promise.race([Promise.all(pictures.map((image) => image.decode().catch(() => {}))), pause(5000)]);
  }
  await pause(100);
}
