// `opas serve` and its pages in a browser: what an author does to the files shows at once, and
// nothing that the author does in the page is lost.
//
// OPAS_PROGRAM is the path of the program; without it nothing is tested here.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from './chromium.js';
import { assertAxeClean } from './preview-axe.js';
import { serveSite } from './preview-program.js';
import { makeSite } from './preview-site.js';

const program = process.env.OPAS_PROGRAM;
const skip = program ? false : 'OPAS_PROGRAM is not set: it names the program whose preview is tested';

/** For a slow machine with two cores. */
const PATIENCE = { timeout: 30_000 };

const FI = 'content/guides/long.fi.md';
const SV = 'content/guides/long.sv.md';
const SHORT = 'content/guides/short.fi.md';

describe('the preview', { skip }, () => {
  let site;
  let server;
  let browser;

  before(async () => {
    site = makeSite();
    server = await serveSite(program, site.folder);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.kill();
    site?.close();
  });
  let round = 0;
  /** Every test begins with the first texts, when the program has taken them in. */
  beforeEach(async () => {
    const stamp = `Welcome ${(round += 1)}.`;
    site.reset();
    site.write('content/index.en.md', `+++\ntitle = "Home"\n+++\n\n${stamp}\n`);
    for (const end = Date.now() + PATIENCE.timeout; Date.now() < end; await pause(50)) {
      const response = await fetch(`${server.origin}/en/`);
      if ((await response.text()).includes(stamp)) return;
    }
    throw new Error('the program does not take in what was saved');
  });

  /** Runs `work` with a browser context of its own. */
  async function inContext(settings, work) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...settings });
    context.setDefaultTimeout(PATIENCE.timeout);
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  }

  /** Opens a page and waits until the preview stands in it. */
  async function visit(context, address, waits = '#bar') {
    const tab = await context.newPage();
    await tab.goto(server.origin + address);
    await tab.locator(waits).first().waitFor();
    return tab;
  }

  /** Addresses by the title of a page, as the section's list links them. */
  async function addressOf(context, list, title) {
    const tab = await visit(context, list);
    const link = tab.locator('main').getByRole('link', { name: title, exact: true });
    const address = await link.getAttribute('href');
    await tab.close();
    return address;
  }

  const longFi = (context) => addressOf(context, '/fi/guides/', 'Pitkä teksti');
  const longSv = (context) => addressOf(context, '/sv/guides/', 'Lång text');
  const shows = (tab, text) => tab.locator('main').getByText(text).first().waitFor();
  const scrollTop = (tab) => tab.evaluate(() => Math.round(scrollY));

  /** Where the top of an element is in the window. */
  const topOf = (tab, selector) => tab.locator(selector).first().evaluate((element) => Math.round(element.getBoundingClientRect().top));

  const isInView = (tab, selector) => tab.waitForFunction((selected) => {
    const box = document.querySelector(selected).getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight - 60;
  }, selector);

  test('a text follows its file, and scroll position, focus, typed text and disclosures stay', () => inContext({}, async (context) => {
    const tab = await visit(context, await longFi(context));
    await tab.locator('main details > summary').click();
    await tab.locator('footer input[type=checkbox]').check();
    await tab.locator('#notes').fill('Muistiinpano');
    await tab.locator('#notes').evaluate((notes) => notes.setSelectionRange(3, 5));
    await tab.evaluate(() => document.getElementById('part-8').scrollIntoView());
    const y = await scrollTop(tab);
    assert.ok(y > 500);

    site.edit(FI, 'Ensimmäinen kappale 8.', 'Muuttunut kappale 8.');
    await shows(tab, 'Muuttunut kappale 8.');
    assert.equal(await scrollTop(tab), y);

    // Above what is seen, and above the disclosure.
    await tab.locator('#bar').getByRole('button', { name: 'This page' }).focus();
    site.edit(FI, 'Alku.', 'Uusi alku.\n\nToinen uusi kappale ennen luetteloa.\n\n## Uusi otsikko {#new}\n\nSen teksti.');
    await shows(tab, 'Sen teksti.');
    await tab.locator('#notes').focus();
    site.edit(FI, 'Toinen kappale 8.', 'Vielä muuttunut kappale 8.');
    await shows(tab, 'Vielä muuttunut kappale 8.');

    assert.equal(await tab.locator('main details').evaluate((details) => details.open), true, 'the disclosure stays open');
    assert.equal(await tab.locator('footer input[type=checkbox]').isChecked(), true, 'the box stays ticked');
    const notes = await tab.evaluate(() => [document.activeElement.id, document.activeElement.value, document.activeElement.selectionStart, document.activeElement.selectionEnd]);
    assert.deepEqual(notes, ['notes', 'Muistiinpano', 3, 5]);
    assert.equal(await tab.evaluate(() => window.runs), 1, 'no script runs again');
  }));

  test('a sound that plays goes on', () => inContext({}, async (context) => {
    const tab = await visit(context, await longFi(context));
    await tab.locator('audio').evaluate((audio) => {
      window.stops = 0;
      audio.addEventListener('pause', () => (window.stops += 1));
      return audio.play();
    });
    site.edit(FI, 'Alku.', 'Alku.\n\nLisätty kappale.');
    await shows(tab, 'Lisätty kappale.');
    assert.deepEqual(await tab.locator('audio').evaluate((audio) => [audio.paused, window.stops]), [false, 0]);
  }));

  test('what is seen stays in its place when something above it changes', () => inContext({}, async (context) => {
    const tab = await visit(context, await longFi(context));
    await turnOffBringing(tab);
    await tab.evaluate(() => document.getElementById('part-8').scrollIntoView());
    const top = await topOf(tab, '#part-8');
    site.edit(FI, 'Alku.', 'Alku.\n\nLisätty kappale.\n\nToinen lisätty kappale.');
    await shows(tab, 'Toinen lisätty kappale.');
    assert.ok(Math.abs((await topOf(tab, '#part-8')) - top) <= 1);
  }));

  async function turnOffBringing(tab) {
    await tab.getByRole('button', { name: 'This page' }).click();
    await tab.getByRole('checkbox', { name: 'Bring what I save into view' }).uncheck();
  }

  test('the changed place comes into view, unless the author has turned that off', () => inContext({}, async (context) => {
    const tab = await visit(context, await longFi(context));
    site.edit(FI, 'Ensimmäinen kappale 11.', 'Muuttunut kappale 11.');
    await shows(tab, 'Muuttunut kappale 11.');
    await isInView(tab, '#part-11');
    await tab.locator('[data-opas-mark]').first().waitFor({ state: 'attached' });

    await turnOffBringing(tab);
    await tab.reload();
    await tab.locator('#bar').waitFor();
    await tab.evaluate(() => scrollTo(0, 0));
    site.edit(FI, 'Ensimmäinen kappale 12.', 'Muuttunut kappale 12.');
    await shows(tab, 'Muuttunut kappale 12.');
    assert.equal(await scrollTop(tab), 0);
  }));

  test('tabs in two languages follow, and more of them than a browser has connections', () => inContext({}, async (context) => {
    const [fi, sv] = [await longFi(context), await longSv(context)];
    const tabs = [];
    for (let n = 0; n < 4; n += 1) tabs.push(await visit(context, fi), await visit(context, sv));
    site.edit(FI, 'Alku.', 'Alku on uusi.');
    await Promise.all(tabs.filter((_, n) => n % 2 === 0).map((tab) => shows(tab, 'Alku on uusi.')));
    site.edit(SV, 'Början.', 'Början är ny.');
    await Promise.all(tabs.filter((_, n) => n % 2 === 1).map((tab) => shows(tab, 'Början är ny.')));
    // The one that listens for all is closed.
    await tabs[0].close();
    site.edit(SV, 'Början är ny.', 'Början är nyare.');
    await Promise.all(tabs.filter((_, n) => n % 2 === 1).map((tab) => shows(tab, 'Början är nyare.')));
  }));

  test('a new title shows in the list of the section, and in the tab', () => inContext({}, async (context) => {
    const tab = await visit(context, '/fi/guides/');
    const page = await visit(context, await longFi(context));
    site.edit(FI, 'title = "Pitkä teksti"', 'title = "Hyvin pitkä teksti"');
    await tab.locator('main').getByRole('link', { name: 'Hyvin pitkä teksti' }).waitFor();
    await page.waitForFunction(() => document.title.startsWith('Hyvin pitkä teksti'));
  }));

  test('a page that is new is found, and one that has gone says so', () => inContext({}, async (context) => {
    const address = await addressOf(context, '/fi/guides/', 'Lyhyt teksti');
    const [list, page] = [await visit(context, '/fi/guides/'), await visit(context, address)];
    site.remove(SHORT);
    await list.waitForFunction(() => !document.querySelector('main').textContent.includes('Lyhyt teksti'));
    await page.waitForFunction(() => !document.querySelector('h1').textContent.includes('Lyhyt teksti'));
    site.reset();
    await list.locator('main').getByRole('link', { name: 'Lyhyt teksti' }).waitFor();
    await shows(page, 'Vain suomeksi.');
  }));

  test('the card shows an error as text, with its line and caret, and goes away with it', () => inContext({}, async (context) => {
    const tab = await visit(context, await longFi(context));
    const elsewhere = await visit(context, '/fi/');
    const target = 'puuttuu-<script>window.broken=1</script>.md';
    site.edit(FI, 'Alku.', `Alku ja [toinen ohje työstä](${target}).`);
    const card = tab.getByRole('region', { name: /problem/ });
    await card.waitFor();
    const entry = card.locator('li', { hasText: 'no page or file' });
    await entry.waitFor();
    assert.match(await entry.locator('.message').textContent(), /puuttuu-<script>/);
    assert.equal(await tab.evaluate(() => window.broken), undefined);
    assert.equal(await card.locator('script').count(), 0);

    assert.match(await entry.locator('.where').textContent(), /content\/guides\/long\.fi\.md, line 5, column \d+/);
    assert.match(await entry.locator('.source mark').textContent(), /puuttuu-<script>/);
    const [line, caret] = (await entry.locator('.source').textContent()).split('\n');
    const marked = await entry.locator('.source mark').textContent();
    assert.equal(caret.trimEnd(), ' '.repeat([...line.slice(0, line.indexOf(marked))].length) + '^'.repeat([...marked].length));
    await tab.locator('[role=status]', { hasText: /\d problems?/ }).first().waitFor({ state: 'attached' });

    // On another page, too, and from there to the page that has it.
    await elsewhere.getByRole('region', { name: /problem/ }).getByRole('link', { name: /Go to the page/ }).first().waitFor();

    // Closed until the next change.
    await tab.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    site.edit(FI, 'Toinen kappale 1.', 'Kolmas kappale 1.');
    await shows(tab, 'Kolmas kappale 1.');
    await card.waitFor();
    await card.getByRole('button', { name: 'Close' }).click();
    await card.waitFor({ state: 'detached' });

    site.reset();
    await shows(tab, 'Alku.');
    await elsewhere.getByRole('region', { name: /problem/ }).waitFor({ state: 'detached' });
    assert.equal(await card.count(), 0);
  }));

  test('the card never covers what has the focus', () => inContext({ viewport: { width: 1280, height: 600 } }, async (context) => {
    const tab = await visit(context, await longFi(context));
    site.edit(FI, 'Alku.', 'Alku ja [toinen ohje työstä](puuttuu.md).');
    const card = tab.locator('#card');
    await card.waitFor();
    await tab.evaluate(() => document.getElementById('part-5').scrollIntoView({ block: 'end' }));
    await tab.locator('#notes').focus();
    await tab.waitForFunction(() => {
      const panel = document.querySelector('opas-preview').shadowRoot.getElementById('card').getBoundingClientRect();
      const focused = document.activeElement.getBoundingClientRect();
      return focused.bottom <= panel.top && focused.top >= 0;
    });
  }));

  test('a style is swapped without touching the text', () => inContext({}, async (context) => {
    site.write('themes/selkea/static/style.css', 'body { background: rgb(1, 2, 3); }\n');
    const tab = await visit(context, await longFi(context));
    const background = (color) => tab.waitForFunction((wanted) => getComputedStyle(document.body).backgroundColor === wanted, color);
    await background('rgb(1, 2, 3)');
    await tab.evaluate(() => {
      window.changes = 0;
      new MutationObserver((records) => (window.changes += records.length)).observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true, characterData: true });
      window.bare = 0;
      const look = () => {
        if (getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)') window.bare += 1;
        requestAnimationFrame(look);
      };
      look();
    });
    site.write('themes/selkea/static/style.css', 'body { background: rgb(4, 5, 6); }\n');
    await background('rgb(4, 5, 6)');
    await tab.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]:not([data-opas])').length === 1);
    assert.deepEqual(await tab.evaluate(() => [window.changes, window.bare]), [0, 0]);
  }));

  test('a changed script loads the page again, where it was scrolled to', () => inContext({}, async (context) => {
    const tab = await visit(context, await longFi(context));
    await tab.evaluate(() => document.getElementById('part-6').scrollIntoView());
    const y = await scrollTop(tab);
    site.write('themes/selkea/static/runs.js', 'window.runs = "new";\n');
    await tab.waitForFunction(() => window.runs === 'new');
    await tab.waitForFunction((wanted) => Math.abs(scrollY - wanted) <= 2, y);
  }));

  test('the side-by-side view is level and shows what is missing', () => inContext({}, async (context) => {
    const address = await longFi(context);
    const tab = await visit(context, `${address}?pair=sv`, '#summary');
    const says = (text) => tab.locator('#summary', { hasText: text }).waitFor();
    await says('Every block has its counterpart.');
    await isLevel(tab);

    site.edit(SV, /Andra stycket 4\.[^\n]*\n\n/.exec(site.read(SV))[0], '');
    await says(/1 block of \S+ has no counterpart in \S+/);
    await isLevel(tab);
    const [left, right] = [tab.frameLocator('#left'), tab.frameLocator('#right')];
    await left.locator('.opas-note', { hasText: '1 block' }).waitFor({ state: 'attached' });
    await right.locator('.opas-missing', { hasText: 'Missing in' }).waitFor({ state: 'attached' });
    assert.match(await left.locator('[data-opas-alone]').textContent(), /Toinen kappale 4/);

    await tab.getByRole('button', { name: 'Next difference' }).focus();
    await tab.keyboard.press('Enter');
    await tab.locator('#said', { hasText: 'Difference 1 of 1' }).waitFor();
    await tab.waitForFunction(() => {
      const [a, b] = ['left', 'right'].map((id) => document.getElementById(id).contentWindow.scrollY);
      return a > 0 && Math.abs(a - b) <= 2;
    });

    site.reset();
    await says('Every block has its counterpart.');
    assert.equal(await right.locator('.opas-missing').count(), 0);
  }));

  /** Headings with the same id begin at the same height. */
  function isLevel(tab) {
    return tab.waitForFunction(() => {
      const pages = ['left', 'right'].map((id) => document.getElementById(id).contentDocument);
      const top = (page, id) => page.getElementById(id).getBoundingClientRect().top + page.defaultView.scrollY;
      return ['part-1', 'part-6', 'part-12'].every((id) => Math.abs(top(pages[0], id) - top(pages[1], id)) <= 2);
    });
  }

  test('the bar is used with the keyboard, and a finding leads to its place', () => inContext({}, async (context) => {
    site.edit(FI, '## Osa 10 {#part-10}', '###### Osa 10 {#part-10}');
    const tab = await visit(context, await longFi(context));
    const open = tab.getByRole('button', { name: /\d warning/ });
    await open.waitFor();
    await tab.locator('#notes').focus();
    for (let n = 0; n < 12 && !(await hasFocus(open)); n += 1) await tab.keyboard.press('Tab');
    assert.ok(await hasFocus(open), 'Tab comes to the bar after the page');
    await tab.keyboard.press('Enter');
    assert.equal(await open.getAttribute('aria-expanded'), 'true');
    const finding = tab.locator('#drawer').getByRole('button', { name: /heading/ }).first();
    await finding.focus();
    await tab.keyboard.press('Enter');
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'part-10');
    await isInView(tab, '#part-10');

    await open.focus();
    await tab.keyboard.press('Escape');
    await tab.locator('#drawer').waitFor({ state: 'detached' });
    assert.ok(await hasFocus(open), 'the focus is back on the button');

    await tab.getByRole('button', { name: 'Hide' }).click();
    await tab.getByRole('button', { name: /^Opas/ }).click();
    await open.waitFor();
  }));

  function hasFocus(locator) {
    return locator.evaluate((element) => element.getRootNode().activeElement === element);
  }

  test('sources are opened in the editor: Alt+click, Alt+Shift+E, and from the bar', () => inContext({}, async (context) => {
    const tab = await visit(context, await longFi(context));
    const asked = [];
    await tab.route('**/_opas/open', async (route) => {
      asked.push({ token: route.request().headers()['x-opas-token'], ...route.request().postDataJSON() });
      await route.fulfill({ status: asked.length < 4 ? 204 : 500, body: asked.length < 4 ? '' : 'no editor is known' });
    });
    const opens = async (act, line) => {
      const answer = tab.waitForResponse('**/_opas/open');
      await act();
      await answer;
      const { file, line: there, token } = asked.at(-1);
      assert.deepEqual([file, there], [FI, line]);
      assert.ok(token);
    };
    const lines = site.read(FI).split('\n');
    const lineOf = (start) => lines.findIndex((line) => line.startsWith(start)) + 1;
    await opens(() => tab.locator('#part-2').click({ modifiers: ['Alt'] }), lineOf('## Osa 2'));
    await opens(() => tab.getByText('Ensimmäinen kappale 3.').evaluate((element) => getSelection().collapse(element, 0)).then(() => tab.keyboard.press('Alt+Shift+E')), lineOf('Ensimmäinen kappale 3'));
    await tab.getByRole('button', { name: 'This page' }).click();
    const button = tab.getByRole('button', { name: 'Open source of this page' });
    await opens(() => button.click(), 1);
    await opens(() => button.click(), 1);
    await tab.locator('#bar').getByText('no editor is known').waitFor();
  }));

  test('the tab connects again after a restart of the program', () => inContext({}, async (context) => {
    const tab = await visit(context, await longFi(context));
    await tab.evaluate(() => (window.isSame = true));
    await server.kill();
    await tab.locator('#bar').getByText('Not connected').waitFor();
    site.edit(FI, 'Alku.', 'Alku sillä välin.');
    server = await serveSite(program, site.folder, server.port);
    await shows(tab, 'Alku sillä välin.');
    await tab.locator('#bar').getByText('Not connected').waitFor({ state: 'detached' });
    site.edit(FI, 'Alku sillä välin.', 'Alku sen jälkeen.');
    await shows(tab, 'Alku sen jälkeen.');
    assert.equal(await tab.evaluate(() => window.isSame), true, 'the page was not loaded again');
  }));

  test('the overview is filtered, and follows', () => inContext({}, async (context) => {
    const tab = await visit(context, '/_opas/', '#filter-status');
    const status = (text) => tab.locator('#filter-status', { hasText: text }).waitFor();
    await status(/^All \d+ items/);
    await tab.getByLabel('Words in title or key').fill('lyhyt');
    await status(/^1 of \d+/);
    site.edit(SHORT, 'Lyhyt teksti', 'Lyhyt ja hyvä teksti');
    await tab.locator('#opas-items').getByText('Lyhyt ja hyvä teksti').waitFor();
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'filter-text');
    await status(/^1 of \d+/);
    await tab.getByLabel('Words in title or key').fill('');
    const missing = await tab.locator('#filter-language option[value="sv:missing"], #filter-language option[value="sv:fallback"]').first().getAttribute('value');
    await tab.getByLabel('Language').selectOption(missing);
    await status(/^\d+ of \d+/);
  }));

  test('a translation that is older than its source shows where, and what has changed', () => inContext({ bypassCSP: true }, async (context) => {
    execFileSync(program, ['--root', site.folder, 'translations', 'accept', '--all']);
    try {
      const tab = await visit(context, await longSv(context));
      site.edit(FI, 'Toinen kappale 4.', 'Muuttunut kappale 4.');
      const marked = tab.locator('main [data-opas-older]');
      await marked.waitFor();
      assert.match(await marked.textContent(), /^Andra stycket 4\./);
      const button = tab.locator('#bar').getByRole('button', { name: /^1 of \d+ blocks older$/ });
      await button.waitFor();
      await tab.locator('main .freshness').waitFor();

      await marked.click();
      const item = tab.locator('#older-0');
      await item.getByText('Muuttunut kappale 4.').waitFor();
      await assertAxeClean(tab, 'the list of what has changed');
      await item.getByRole('button', { name: /Andra stycket 4/ }).click();
      assert.match(await tab.evaluate(() => document.activeElement.textContent), /^Andra stycket 4\./);

      const overview = await visit(context, '/_opas/', '#filter-status');
      await overview.locator('tr[data-states~="sv:stale"]').waitFor();
      execFileSync(program, ['--root', site.folder, 'translations', 'accept', 'guides/long']);
      await marked.waitFor({ state: 'detached' });
      await button.waitFor({ state: 'detached' });
      await overview.locator('tr[data-states~="sv:stale"]').waitFor({ state: 'detached' });
    } finally {
      site.remove('translations.lock');
    }
  }));

  test('nothing of the preview is printed', () => inContext({}, async (context) => {
    const tab = await visit(context, await longFi(context));
    await tab.emulateMedia({ media: 'print' });
    assert.equal(await tab.locator('#bar').isVisible(), false);
    assert.equal(await tab.locator('opas-preview').evaluate((host) => host.getClientRects().length), 0);
  }));

  // axe is put into the page from outside, which a content security policy would refuse.
  test('axe finds nothing in bar, card, side-by-side view and overview', () => inContext({ bypassCSP: true }, async (context) => {
    const address = await longFi(context);
    const tab = await visit(context, address);
    for (const name of [/problems|error|warning/, /language/, 'This page']) {
      await tab.locator('#bar').getByRole('button', { name }).click();
      await assertAxeClean(tab, `the bar with ${name}`);
    }
    site.edit(FI, 'Alku.', 'Alku ja [toinen ohje työstä](puuttuu.md).');
    await tab.locator('#card').waitFor();
    await assertAxeClean(tab, 'the card');
    site.reset();
    await tab.locator('#card').waitFor({ state: 'detached' });
    await tab.close();

    site.edit(SV, /Andra stycket 4\.[^\n]*\n\n/.exec(site.read(SV))[0], '');
    const pair = await visit(context, `${address}?pair=sv`, '#summary');
    await pair.frameLocator('#right').locator('.opas-missing').waitFor({ state: 'attached' });
    await assertAxeClean(pair, 'the side-by-side view');
    await pair.close();
    await assertAxeClean(await visit(context, '/_opas/', '#filter-status'), 'the overview');
  }));
});
