// What a page does while it loads: it asks its own site only, leaves nothing behind in the
// browser, and nothing goes wrong. Seen in Chromium.

import { open } from '../chromium.js';
import { finder } from '../finding.js';

/** Requests to other origins, failed requests, errors in the console, cookies and storage. */
export async function loadingFindings(visitor, tab, page) {
  const found = finder(page);
  const findings = [];
  const add = (rule, element, what, cure) => findings.push(found(rule, element, what, cure));
  const own = new URL(visitor.url(page)).origin;
  const isIcon = (url) => url === `${own}/favicon.ico`;

  tab.on('request', (request) => {
    const url = request.url();
    if (/^(data|blob|about):/.test(url) || new URL(url).origin === own) return;
    add('foreign-request', url, `the page loads a ${request.resourceType()} from another site`, 'keep a copy in the site, or link to it');
  });
  tab.on('response', (response) => {
    if (response.status() < 400 || isIcon(response.url())) return;
    add('failed-request', response.url(), `the answer is ${response.status()}`, 'write the file, or mend the address');
  });
  tab.on('pageerror', (error) => add('script-error', 'a script of the page', error.message, 'mend the script'));
  tab.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    add('console-error', message.location().url || 'the page', message.text(), 'mend what the browser complains about');
  });

  await open(visitor, tab, page);
  await tab.waitForLoadState('networkidle');

  const cookies = await tab.context().cookies();
  const stored = await tab.evaluate(async () => ({
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    IndexedDB: (await indexedDB.databases()).map(({ name }) => name),
  }));
  for (const [place, names] of Object.entries({ cookie: cookies.map(({ name }) => name), ...stored })) {
    if (names.length === 0) continue;
    add('storage', names.join(', '), `the page left something behind (${place})`, 'store nothing before the reader asks for it');
  }
  return findings;
}

/** A redirect page brings its reader to the page that it names. */
export async function redirectFindings(visitor, tab, page) {
  const wanted = new URL(page.document.refreshTarget, visitor.url(page)).href;
  await tab.goto(visitor.url(page), { waitUntil: 'commit' });
  try {
    await tab.waitForURL(wanted, { timeout: 5000 });
    return [];
  } catch {
    const what = `after 5 seconds the reader is at ${tab.url()}`;
    return [finder(page)('redirect', '<meta http-equiv="refresh">', what, `lead to ${wanted} at once`)];
  }
}
