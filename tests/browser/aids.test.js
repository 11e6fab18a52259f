// The reading aids that the script of the default theme makes: settings, reading aloud,
// printing, steps as a message, copies without soft hyphens. Without a script: no trace.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axeFindings } from './checks/axe.js';
import { keyboardFindings } from './checks/keyboard.js';
import { readingFindings } from './checks/reading.js';
import { choose, MANY } from './choose.js';
import { onEach, open, visit } from './chromium.js';
import { assertNone, finder } from './finding.js';
import { readPdf } from './pdf.js';
import { holds, readSite } from './site.js';

const KB = 1024;
const PANELS = ['settings', 'print', 'listen'];

const site = readSite();
/** Pages of the theme's own frame: chooser and redirects have no aids. */
const pages = site.readable.filter((page) => page.kind !== 'chooser');
const hasSteps = holds('class', 'steps');
const hasSections = holds('class', 'step');
/** Of each language one page, with steps where there are any. */
const examples = site.languages.map((lang) => {
  const ofLanguage = pages.filter((page) => page.kind === 'page' && page.document.lang === lang);
  return ofLanguage.find(hasSteps) ?? ofLanguage[0];
});
// A PDF keeps Arabic from left to right: its words could not be compared.
const example = examples.find(({ document }) => document.named('html')[0].attributes.dir === 'ltr') ?? examples[0];
/** A page with a list of steps, and one with steps as sections, where there are such. */
const guides = [pages.find((page) => hasSteps(page) && !hasSections(page)), pages.find(hasSections)].filter(Boolean);

let visitor;
before(async () => (visitor = await visit(site)));
after(() => visitor?.close());

/** Runs `work` in a tab of its own; `prepare` runs in the page before everything else. */
async function inTab(page, work, { prepare = null, value = null, ...settings } = {}) {
  const context = await visitor.browser.newContext({ viewport: { width: 1280, height: 800 }, ...settings });
  try {
    const tab = await context.newPage();
    const errors = [];
    tab.on('pageerror', (error) => errors.push(error.message));
    if (prepare) await tab.addInitScript(prepare, value);
    if (page) await open(visitor, tab, page);
    await work(tab, context);
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
  }
}

const opener = (tab, panel) => tab.locator(`[aria-controls=ui-${panel}]`);
const radio = (tab, name, value) => tab.locator(`input[name=ui-${name}][value="${value}"]`);
const dataOf = (tab) => tab.evaluate(() => ({ ...document.documentElement.dataset }));
const styleOf = (tab, selector, name) => tab.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], name);
const stored = (tab) => tab.evaluate(() => localStorage.getItem('selkea'));

test('reading settings open, work at once and close by the keyboard alone', () => inTab(example, async (tab) => {
  const button = opener(tab, 'settings');
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  await button.focus();
  await tab.keyboard.press('Enter');
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  // Past the other buttons of the row to the first group.
  for (let presses = 0; presses < 5; presses++) {
    await tab.keyboard.press('Tab');
    if (await tab.evaluate(() => document.activeElement.name === 'ui-size')) break;
  }
  for (const size of [25, 30, 40]) {
    await tab.keyboard.press('ArrowDown');
    assert.equal(await styleOf(tab, 'main', 'fontSize'), `${size}px`);
  }
  await tab.keyboard.press('Tab');
  await tab.keyboard.press('ArrowDown');
  assert.equal(await styleOf(tab, 'main', 'lineHeight'), '80px');
  const grounds = [];
  await tab.keyboard.press('Tab');
  for (const scheme of ['light', 'dark', 'light-more', 'dark-more']) {
    await tab.keyboard.press('ArrowDown');
    assert.equal((await dataOf(tab)).scheme, scheme);
    grounds.push(await styleOf(tab, 'body', 'backgroundColor'));
  }
  assert.deepEqual(grounds, ['rgb(255, 253, 249)', 'rgb(18, 25, 28)', 'rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  await tab.keyboard.press('Escape');
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  assert.equal(await button.evaluate((element) => element === document.activeElement), true);
  assert.equal(await tab.locator('#ui-settings').isVisible(), false);
}));

test('a chosen scheme goes before the one of the device', async () => {
  await inTab(example, async (tab) => {
    assert.equal(await styleOf(tab, 'body', 'backgroundColor'), 'rgb(0, 0, 0)');
    await opener(tab, 'settings').click();
    await radio(tab, 'scheme', 'light').check();
    assert.equal(await styleOf(tab, 'body', 'backgroundColor'), 'rgb(255, 253, 249)');
    assert.equal(await styleOf(tab, 'html', 'colorScheme'), 'light');
    await radio(tab, 'scheme', '').check();
    assert.equal(await styleOf(tab, 'body', 'backgroundColor'), 'rgb(0, 0, 0)');
  }, { colorScheme: 'dark', contrast: 'more' });
});

test('settings are stored only while "remember" is ticked', () => inTab(example, async (tab) => {
  const remember = tab.locator('[name=ui-remember]');
  const change = async () => {
    await opener(tab, 'settings').click();
    await radio(tab, 'size', '150').check();
    await radio(tab, 'scheme', 'dark').check();
  };
  await change();
  assert.equal(await stored(tab), null);
  await tab.reload();
  assert.deepEqual(await dataOf(tab), { aids: '' });

  await change();
  await remember.check();
  await tab.reload();
  assert.deepEqual(await dataOf(tab), { aids: '', size: '150', scheme: 'dark' });
  assert.equal(await styleOf(tab, 'main', 'fontSize'), '30px');
  await opener(tab, 'settings').click();
  assert.equal(await radio(tab, 'size', '150').isChecked(), true);
  assert.equal(await remember.isChecked(), true);
  await radio(tab, 'spacing', 'wide').check();
  assert.deepEqual(JSON.parse(await stored(tab)), { size: '150', spacing: 'wide', scheme: 'dark' });

  await remember.uncheck();
  assert.equal(await stored(tab), null);
  assert.equal((await dataOf(tab)).size, '150');

  await remember.check();
  await tab.locator('[data-do=reset]').click();
  assert.equal(await stored(tab), null);
  assert.deepEqual(await dataOf(tab), { aids: '' });
  assert.equal(await radio(tab, 'size', '').isChecked(), true);
  assert.equal(await remember.isChecked(), false);
}));

test('stored settings are there before the page is painted, and nothing jumps', async () => {
  const prepare = () => {
    localStorage.setItem('selkea', JSON.stringify({ size: '150', spacing: 'wide', scheme: 'dark-more' }));
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.early = { ...document.documentElement.dataset };
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  };
  for (const width of [360, 1280]) {
    await inTab(null, async (tab) => {
      await tab.route('**/selkea.*.js', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        await route.continue();
      });
      await open(visitor, tab, guides[0] ?? example);
      assert.equal(await opener(tab, 'settings').isVisible(), true);
      assert.deepEqual(await tab.evaluate(() => window.early), { aids: '', size: '150', spacing: 'wide', scheme: 'dark-more' });
      await tab.waitForTimeout(200);
      assert.deepEqual(await tab.evaluate(() => window.shifts), []);
    }, { viewport: { width, height: 740 }, prepare });
  }
});

/** Runs in the page: a device with voices, and one panel open from the start. */
function openPanel({ panel, data }) {
  localStorage.setItem('selkea', JSON.stringify(data));
  const voices = ['fi', 'sv', 'en', 'de', 'et', 'ru', 'uk', 'ar'].map((lang) => ({ lang, localService: true }));
  const speech = Object.assign(new EventTarget(), { getVoices: () => voices, speak: () => {}, cancel: () => {} });
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  document.addEventListener('DOMContentLoaded', () => document.querySelector(`[aria-controls=ui-${panel}]`)?.click());
}

test('axe finds nothing with a panel open, in every scheme', async () => {
  for (const panel of PANELS) {
    for (const scheme of panel === 'settings' ? [undefined, 'light', 'dark', 'light-more', 'dark-more'] : [undefined]) {
      await inTab(null, async (tab) => {
        for (const page of examples) assertNone(await axeFindings(visitor, tab, page));
      }, { bypassCSP: true, prepare: openPanel, value: { panel, data: { scheme } } });
    }
  }
});

test('sizes, contrast and targets of an open panel are large enough, and nothing is lost', async () => {
  for (const panel of PANELS) {
    for (const scheme of panel === 'settings' ? [undefined, 'light-more', 'dark-more'] : [undefined]) {
      await inTab(null, async (tab) => {
        for (const page of examples) assertNone(await readingFindings(visitor, tab, page));
      }, { bypassCSP: true, prepare: openPanel, value: { panel, data: { scheme } } });
    }
    await inTab(null, async (tab) => {
      for (const page of examples) assertNone(await keyboardFindings(visitor, tab, page));
    }, { prepare: openPanel, value: { panel, data: {} } });
  }
});

/** A finding if the page is wider than its window. */
async function scrollFindings(tab, page) {
  await open(visitor, tab, page);
  const [wide, room] = await tab.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  return wide > room ? [finder(page)('sideways-scroll', 'the page', `it is ${wide} px wide on a screen of ${room} px, with text of 200 %`, 'let it wrap or shrink')] : [];
}

test('text of 200 % with wide lines makes no page scroll sideways', async () => {
  const data = { size: '200', spacing: 'wide' };
  const storageState = { cookies: [], origins: [{ origin: new URL(visitor.url(pages[0])).origin, localStorage: [{ name: 'selkea', value: JSON.stringify(data) }] }] };
  for (const width of [320, 1280]) {
    const viewport = { width, height: 800 };
    assertNone(await onEach(visitor, { viewport, storageState }, choose(pages, MANY), scrollFindings));
    for (const panel of PANELS) {
      const context = await visitor.browser.newContext({ viewport });
      await context.addInitScript(openPanel, { panel, data });
      const tab = await context.newPage();
      const findings = [];
      for (const page of examples) findings.push(...await scrollFindings(tab, page));
      assertNone(findings);
      await context.close();
    }
  }
});

/** Runs in the page: voices that come late, and a text of known blocks to read. */
function fakeSpeech({ langs, isLocal }) {
  const speech = Object.assign(new EventTarget(), {
    said: [],
    voices: [],
    cancelled: 0,
    getVoices: () => speech.voices,
    speak(utterance) {
      speech.now = utterance;
      speech.said.push(`${utterance.voice.lang}: ${utterance.text}`);
    },
    cancel: () => {
      speech.cancelled += 1;
      speech.now?.onerror?.({ error: 'canceled' });
    },
    next: () => speech.now.onend({}),
  });
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  addEventListener('load', () => setTimeout(() => {
    speech.voices = langs.map((lang) => ({ lang, localService: isLocal }));
    speech.dispatchEvent(new Event('voiceschanged'));
  }, 50));
}

const TEXT = `
  <h1 id="r1">Otsi\u00adkko</h1>
  <nav><a href="#x">Ei tätä</a></nav>
  <p id="r2">Ensimmäinen <b>virke</b>. Toinen virke <span lang="sv">på svenska</span> jatkuu.</p>
  <p hidden>Ei tätä</p>
  <details><summary id="r3">Lisää</summary><p>Ei tätä</p></details>
  <ul><li id="r4">Kohta<ul><li id="r5">Alakohta</li></ul></li></ul>
  <table><tr><th id="r6">A</th><td id="r7">B</td></tr><tr><th id="r8">C</th><td id="r9">D <code>x = 1</code></td></tr></table>
  <p aria-hidden="true">Ei tätä</p><p lang="et">Siin ei ole häält.</p>`;

const SAID = [
  ['r1', 'fi-FI: Otsikko'],
  ['r2', 'fi-FI: Ensimmäinen virke.'],
  ['r2', 'fi-FI: Toinen virke'],
  ['r2', 'sv_SE: på svenska'],
  ['r2', 'fi-FI: jatkuu.'],
  ['r3', 'fi-FI: Lisää'],
  ['r4', 'fi-FI: Kohta'],
  ['r5', 'fi-FI: Alakohta'],
  ['r6', 'fi-FI: A'],
  ['r7', 'fi-FI: B'],
  ['r8', 'fi-FI: C'],
  ['r9', 'fi-FI: D x = 1'],
];

const finnish = pages.find(({ kind, document }) => kind === 'page' && document.lang === 'fi' && !document.named('article')[0]?.attributes.lang);
const withVoices = { prepare: fakeSpeech, value: { langs: ['fi-FI', 'sv_SE'], isLocal: true }, reducedMotion: 'reduce' };

test('reading aloud marks block after block, pauses, goes on and stops', { skip: !finnish && 'no page in Finnish' }, () => inTab(finnish, async (tab) => {
  await tab.locator('main').evaluate((main, html) => (main.innerHTML = `<article>${html}</article>`), TEXT);
  const before = await tab.locator('main').innerHTML();
  const said = () => tab.evaluate(() => window.speechSynthesis.said.at(-1));
  const next = () => tab.evaluate(() => window.speechSynthesis.next());
  const marked = () => tab.evaluate(() => [...document.querySelectorAll('[data-read]')].map(({ id }) => id));
  const lit = (name) => tab.evaluate((mark) => [...(CSS.highlights.get(mark) ?? [])].map(String).join(), name);

  await opener(tab, 'listen').click();
  const [start, stop] = [tab.locator('#ui-listen .buttons button').nth(0), tab.locator('#ui-listen .buttons button').nth(1)];
  const told = tab.locator('#ui-listen [role=status]');
  assert.equal(await stop.isVisible(), false);
  await start.focus();
  await tab.keyboard.press('Enter');
  for (const [id, words] of SAID) {
    assert.equal(await said(), words);
    assert.deepEqual(await marked(), [id]);
    assert.equal((await lit('ui-sentence')).replace('\u00ad', ''), words.slice(7));
    const isSeen = await tab.locator(`#${id}`).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    assert.equal(isSeen, true, id);
    if (words === 'fi-FI: Toinen virke') {
      await tab.evaluate(() => window.speechSynthesis.now.onboundary({ name: 'word', charIndex: 7 }));
      assert.equal(await lit('ui-word'), 'virke');
      // A pause, by Escape; the sentence begins again.
      await tab.keyboard.press('Escape');
      const pausedAt = await tab.evaluate(() => window.speechSynthesis.said.length);
      const pausedWords = await told.textContent();
      assert.deepEqual(await marked(), [id]);
      assert.equal(await opener(tab, 'listen').getAttribute('aria-expanded'), 'true');
      await start.click();
      assert.equal(await tab.evaluate(() => window.speechSynthesis.said.length), pausedAt + 1);
      assert.equal(await said(), words);
      assert.notEqual(await told.textContent(), pausedWords);
      // Another pause, by a press on the block.
      await tab.locator(`#${id}`).click({ position: { x: 5, y: 5 } });
      assert.equal(await told.textContent(), pausedWords);
      await tab.locator(`#${id}`).click({ position: { x: 5, y: 5 } });
      assert.equal(await said(), words);
      // Slower: the sentence begins again, slower.
      await radio(tab, 'speed', 'slow').check();
      assert.equal(await said(), words);
      assert.ok((await tab.evaluate(() => window.speechSynthesis.now.rate)) < 1);
    }
    await next();
  }
  assert.deepEqual(await marked(), []);
  assert.equal(await lit('ui-sentence'), '');
  assert.notEqual(await told.textContent(), '');
  assert.equal(await stop.isVisible(), false);
  assert.equal(await tab.locator('main').innerHTML(), before.replaceAll(' data-read=""', ''));

  await start.click();
  assert.equal(await said(), SAID[0][1]);
  await stop.click();
  assert.deepEqual(await marked(), []);
  const cancelled = await tab.evaluate(() => window.speechSynthesis.cancelled);
  await start.click();
  await tab.evaluate(() => dispatchEvent(new Event('pagehide')));
  assert.ok((await tab.evaluate(() => window.speechSynthesis.cancelled)) > cancelled);
}, withVoices));

test('there is no reading aloud without a voice of the device for the language', async () => {
  for (const value of [{ langs: ['ja-JP'], isLocal: true }, { langs: site.languages, isLocal: false }]) {
    await inTab(example, async (tab) => {
      await tab.waitForTimeout(200);
      assert.equal(await opener(tab, 'listen').count(), 0);
      assert.equal(await opener(tab, 'settings').count(), 1);
    }, { prepare: fakeSpeech, value });
  }
  await inTab(example, async (tab) => {
    await opener(tab, 'listen').waitFor();
    assert.equal(await opener(tab, 'listen').isVisible(), true);
  }, { prepare: fakeSpeech, value: { langs: site.languages, isLocal: true } });
});

test('printing: the letters of the chosen size, the date, and no aids', () => inTab(example, async (tab) => {
  await tab.evaluate(() => (window.print = () => (window.printed = true)));
  await opener(tab, 'settings').click();
  await radio(tab, 'size', '200').check();
  await radio(tab, 'scheme', 'dark').check();
  await opener(tab, 'print').click();
  assert.equal(await tab.locator('#ui-settings').isVisible(), false);
  const points = async () => {
    await tab.emulateMedia({ media: 'print' });
    const size = (parseFloat(await styleOf(tab, 'main', 'fontSize')) * 72) / 96;
    const shown = await tab.locator('.aids, .copy').evaluateAll((all) => all.filter((element) => element.checkVisibility()).length);
    assert.equal(await styleOf(tab, 'body', 'backgroundColor'), 'rgb(255, 255, 255)');
    await tab.emulateMedia({ media: null });
    assert.equal(shown, 0);
    return Math.round(size * 10) / 10;
  };
  assert.equal(await points(), 12.5);
  for (const size of [16, 20, 24]) {
    await radio(tab, 'paper', String(size)).check();
    assert.equal(await points(), size);
  }
  await tab.locator('[data-do=print]').click();
  assert.equal(await tab.evaluate(() => window.printed), true);
  const printed = (await readPdf(await tab.pdf({ format: 'A4' }))).text.replace(/\s/g, '');
  if (example.document.canonical) assert.ok(printed.includes(example.document.canonical), 'the address is printed');
  assert.ok(printed.includes(String(new Date().getFullYear())), 'the date is printed');
}));

test('steps are copied as a message', { skip: guides.length === 0 && 'no page with steps' }, async () => {
  for (const guide of guides) {
    const title = guide.document.named('h1')[0].text.replace(/\u00ad/g, '').trim();
    const isMessage = (message) => {
      assert.ok(message.startsWith(`${title}\n\n`), message);
      // "1. " in a list, "Step 1 " before a section.
      assert.match(message.slice(title.length), /^\n\n(1\. |[^\n]{1,12} 1 )\S/);
      assert.match(message, /\n(2\. |[^\n]{1,12} 2 )\S/);
      assert.doesNotMatch(message, /\u00ad/);
      const address = guide.document.canonical ?? visitor.url(guide);
      assert.ok(message.endsWith(`\n\n${address}`), message);
    };
    const unfold = (tab) => tab.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    await inTab(guide, async (tab, context) => {
      await unfold(tab);
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const button = tab.locator('.copy button:visible').first();
      const label = await button.textContent();
      await button.click();
      await tab.waitForFunction(() => [...document.querySelectorAll('.copy [role=status]')].some((told) => told.textContent));
      assert.notEqual(await button.textContent(), label);
      isMessage((await tab.evaluate(() => navigator.clipboard.readText())).replace(/\r\n/g, '\n'));
      const sections = await tab.locator('.step').count();
      assert.equal(await tab.locator('.copy').count(), await tab.locator('.steps').count() + (sections > 0 ? 1 : 0));
    });
    // Where the browser refuses: a field with the text, selected.
    await inTab(guide, async (tab) => {
      await unfold(tab);
      await tab.locator('.copy button:visible').first().click();
      const area = tab.locator('.copy textarea');
      await area.waitFor();
      isMessage(await area.inputValue());
      assert.deepEqual(await area.evaluate((e) => [e.readOnly, e === document.activeElement, e.selectionStart, e.selectionEnd === e.value.length]), [true, true, 0, true]);
    }, { prepare: () => Object.defineProperty(navigator, 'clipboard', { value: undefined }) });
  }
});

test('what is copied has no soft hyphens', () => inTab(example, async (tab) => {
  const copied = (html) => tab.evaluate((text) => {
    const main = document.querySelector('main');
    main.innerHTML = text;
    const field = main.querySelector('textarea');
    if (field) field.select();
    else getSelection().selectAllChildren(main);
    let got = null;
    const look = (event) => {
      const { clipboardData: data } = event;
      got = { isOurs: event.defaultPrevented, plain: data.getData('text/plain'), html: data.getData('text/html') };
    };
    document.addEventListener('copy', look, { once: true });
    document.execCommand('copy');
    return got;
  }, html);
  const { isOurs, plain, html } = await copied('<p>Tunnistau\u00adtuminen <a href="#kohta">lin\u00adkki</a></p>');
  assert.equal(isOurs, true);
  assert.equal(plain.trim(), 'Tunnistautuminen linkki');
  assert.match(html, /^<p>Tunnistautuminen <a href="http.*#kohta">linkki<\/a><\/p>$/);
  assert.equal((await copied('<p>Ilman tavuviivoja</p>')).isOurs, false);
  assert.equal((await copied('<textarea>Kent\u00adtä</textarea>')).isOurs, false);
}));

test('without a script there is no trace of the aids', async () => {
  for (const page of examples) {
    await inTab(page, async (tab) => {
      assert.equal(await tab.locator('.aids').isVisible(), false);
      // Terms and quizzes are of HTML alone.
      assert.equal(await tab.locator('button:not([popovertarget]), input:not(.quiz input), [role=status]').count(), 0);
      const words = await tab.locator('.aids template').evaluate((template) => template.content.querySelector('button').textContent);
      assert.ok(words);
      assert.ok(!(await tab.locator('body').ariaSnapshot()).includes(words));
    }, { javaScriptEnabled: false });
  }
});

test('scripts and style sheets are light', () => {
  const weigh = (page, name, attribute) => page.document.named(name)
    .map(({ attributes }) => attributes)
    .filter(({ rel, src }) => (name === 'script' ? src : rel === 'stylesheet'))
    .map((attributes) => site.resolve(attributes[attribute], page).file)
    .reduce((sum, file) => sum + gzipSync(readFileSync(`${site.folder}/${file}`), { level: 9 }).length, 0);
  for (const page of pages) {
    assert.ok(page.document.named('script').filter(({ attributes }) => attributes.src).length <= 3, `${page.file}: at most three scripts`);
    // A block of data is no script.
    const isScript = ({ attributes }) => attributes.type !== 'application/ld+json';
    assert.ok(page.document.named('script').filter(isScript).every(({ attributes }) => attributes.src), `${page.file}: no inline script`);
    assert.ok(weigh(page, 'script', 'src') <= 8 * KB, `${page.file}: scripts of at most 8 kB`);
    assert.ok(weigh(page, 'link', 'href') <= 8 * KB, `${page.file}: style sheets of at most 8 kB`);
  }
});
