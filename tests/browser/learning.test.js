// Lessons, sessions and places of the default theme: terms explained in place, one step per screen,
// slides one by one, clock times, times of an older page, progress by the reader's wish alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runAxe, TAGS } from './checks/axe.js';
import { open, visit } from './chromium.js';
import { readPdf } from './pdf.js';
import { holds, readSite } from './site.js';

const site = readSite();
/** The first page of each language that holds such an element. */
const examples = (test) => site.languages.flatMap((lang) => site.pages.find((page) => page.document.lang === lang && test(page)) ?? []);

const withTerms = examples(holds('class', 'term'));
const firstSteps = examples((page) => holds('class', 'one-step')(page) && !holds('class', 'previous')(page));
const withSlides = examples(holds('data-slides'));
const lessons = examples((page) => holds('data-progress-of')(page) && holds('class', 'step')(page));
const courses = examples(holds('class', 'lesson-list'));
const places = examples(holds('data-next-times'));
const handouts = site.pages.filter(holds('class', 'handout'));
const posters = site.pages.filter(holds('class', 'poster'));
const trainers = examples(holds('data-run-sheet'));

let visitor;
before(async () => (visitor = await visit(site)));
after(() => visitor?.close());

async function inTab(page, work, settings = {}) {
  const context = await visitor.browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true, ...settings });
  try {
    const tab = await context.newPage();
    const errors = [];
    tab.on('pageerror', (error) => errors.push(error.message));
    await open(visitor, tab, page);
    await work(tab, context);
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
  }
}

/** A test for each language's example; a site without one has nothing to test. */
function testEach(name, pages, work, settings) {
  test(name, async (context) => {
    if (pages.length === 0) context.skip('the site has no such page');
    for (const page of pages) await inTab(page, (tab, browser) => work(tab, page, browser), settings);
  });
}

/** What axe finds on a page as it is now. */
async function axeNow(tab) {
  const { violations } = await runAxe(tab, { type: 'tag', values: TAGS });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

const stored = (tab) => tab.evaluate(() => ({ ...localStorage }));

testEach('a term is explained by the keyboard alone, and goes away', withTerms, async (tab) => {
  const term = tab.locator('button.term').first();
  const note = tab.locator('.term-note').first();
  assert.equal(await note.isVisible(), false);
  await term.focus();
  await tab.keyboard.press('Enter');
  assert.equal(await note.isVisible(), true);
  assert.ok((await note.innerText()).length > 20);
  await tab.keyboard.press('Escape');
  assert.equal(await note.isVisible(), false);
  assert.equal(await term.evaluate((element) => element === document.activeElement), true);
});

testEach('a term is explained without a script', withTerms, async (tab) => {
  await tab.locator('button.term').first().click();
  assert.equal(await tab.locator('.term-note').first().isVisible(), true);
  await tab.locator('.term-note .term-close').first().click();
  assert.equal(await tab.locator('.term-note').first().isVisible(), false);
}, { javaScriptEnabled: false });

testEach('an open explanation has nothing that axe finds', withTerms, async (tab) => {
  await tab.locator('button.term').first().click();
  assert.deepEqual(await axeNow(tab), []);
});

testEach('on paper terms are explained in brackets', withTerms, async (tab) => {
  const explanation = await tab.locator('.term-note').first().evaluate((note) => note.childNodes[1].textContent.replace(/\u00ad/g, '').trim());
  const { text } = await readPdf(await tab.pdf({ format: 'A4' }));
  const plain = (words) => words.replace(/\u00ad/g, '').replace(/\s+/g, '');
  const wanted = plain(explanation).slice(2, 22);
  assert.ok(plain(text).includes(wanted), `no "${wanted}" on paper`);
});

testEach('steps lead from screen to screen without a script, and back to the page', firstSteps, async (tab) => {
  const seen = [];
  for (;;) {
    seen.push(await tab.locator('h1').innerText());
    const next = tab.locator('.step-ways .next');
    const box = await next.boundingBox();
    assert.ok(box.height >= 44 && box.width >= 44, 'a large target');
    await next.click();
    if ((await tab.locator('.one-step').count()) === 0) break;
    assert.ok(seen.length < 50, 'the steps end');
  }
  assert.equal(new Set(seen).size, seen.length, 'every screen has its own step');
  assert.equal(await tab.locator('.step').count(), seen.length, 'the page has all of them');
}, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

testEach('slides are sections of one page, shown one by one at the reader’s wish', withSlides, async (tab) => {
  const slides = await tab.locator('.slide').count();
  const shown = () => tab.locator('.slide:visible').count();
  assert.equal(await shown(), slides);
  assert.equal(await tab.locator('[role=application]').count(), 0);
  await tab.locator('[data-do=show]').click();
  assert.equal(await shown(), 1);
  /** The place of the slide whose heading has the focus. */
  const focused = () => tab.evaluate(() => [...document.querySelectorAll('.slide')].indexOf(document.activeElement.closest('.slide')));
  assert.equal(await focused(), 0);
  await tab.keyboard.press('ArrowRight');
  assert.equal(await focused(), 1, 'the focus is on the next slide');
  assert.deepEqual(await axeNow(tab), []);
  await tab.keyboard.press('End');
  assert.equal(await shown(), 1);
  await tab.keyboard.press('Escape');
  assert.equal(await shown(), slides);
});

testEach('slides are a handout without a script', withSlides, async (tab) => {
  assert.ok((await tab.locator('.slide:visible').count()) > 1);
  assert.equal(await tab.locator('.slide-buttons button').count(), 0);
}, { javaScriptEnabled: false });

testEach('nothing is stored before the reader asks for it, and nothing after they have changed their mind', lessons, async (tab) => {
  assert.deepEqual(await stored(tab), {});
  const [remember, here] = [tab.locator('.progress input').nth(0), tab.locator('.progress input').nth(1)];
  assert.equal(await here.isVisible(), false);
  await remember.check();
  await here.check();
  assert.deepEqual(Object.keys(await stored(tab)), ['selkea-done']);
  await tab.reload();
  assert.equal(await here.isChecked(), true);
  assert.deepEqual(await axeNow(tab), []);
  await tab.locator('.progress button').click();
  assert.deepEqual(await stored(tab), {});
  assert.equal(await here.isVisible(), false);
});

testEach('a course shows which lessons are done, and its certificate when all are', courses, async (tab) => {
  const keys = await tab.locator('.lesson-list [data-key]').evaluateAll((entries) => entries.map((entry) => entry.dataset.key));
  const remember = (done) => tab.evaluate((names) => localStorage.setItem('selkea-done', JSON.stringify(Object.fromEntries(names.map((name) => [name, 1])))), done);
  const finished = tab.locator('.progress [data-finished]');
  await remember(keys.slice(0, 1));
  await tab.reload();
  assert.equal(await tab.locator('.lesson-list .done').count(), 1);
  assert.equal(await finished.isVisible(), keys.length === 1);
  await remember(keys);
  await tab.reload();
  assert.equal(await tab.locator('.lesson-list .done').count(), keys.length);
  assert.equal(await finished.isVisible(), true);
});

testEach('times that have passed since the page was built make room for the next', places, async (tab, page) => {
  const dates = () => tab.locator('[data-next-times] li:visible time').evaluateAll((times) => times.map((time) => time.dateTime));
  const before = await dates();
  assert.ok(before.length > 1);
  await tab.clock.setFixedTime(new Date(`${before[0].slice(0, 10)}T23:30:00`));
  await open(visitor, tab, page);
  const now = await dates();
  assert.deepEqual(now.slice(0, -1), before.slice(1), 'the first is gone');
  assert.equal(now.length, before.length, 'another one has come');
  await tab.clock.setFixedTime(new Date('2060-01-01T12:00:00'));
  await open(visitor, tab, page);
  assert.deepEqual(await dates(), []);
  assert.equal(await tab.locator('[data-next-times]').count(), 0, 'a paragraph says that there is none');
});

testEach('a run sheet counts from the start that the trainer chooses', trainers, async (tab) => {
  await tab.locator('.start-time input').fill('13:05');
  const cells = await tab.locator('[data-run-sheet] [data-minute]').evaluateAll((found) => found.map((cell) => [Number(cell.dataset.minute), cell.textContent]));
  for (const [minute, text] of cells) {
    const digits = text.replace(/\D+/g, ':').split(':').filter(Boolean).map(Number);
    assert.equal((digits[0] % 12) * 60 + digits[1], 60 + 5 + minute, text);
  }
});

test('a handout fits on the pages that it promises, and says what to do and what to remember', async (context) => {
  if (handouts.length === 0) return context.skip('the site has no such page');
  const tab = await visitor.browser.newPage();
  for (const page of handouts) {
    await open(visitor, tab, page);
    const promised = Number(await tab.locator('.handout').getAttribute('data-pages'));
    const steps = await tab.locator('.handout ol > li h2').allInnerTexts();
    const { pages, text } = await readPdf(await tab.pdf({ format: 'A4' }));
    assert.ok(pages <= promised, `${page.file}: ${pages} pages, not ${promised}`);
    const words = (string) => string.replace(/\u00ad/g, '').replace(/[\s-]+/g, '');
    assert.ok(steps.length >= 3, page.file);
    for (const step of steps) assert.ok(words(text).includes(words(step)), `${page.file}: no "${step}" on paper`);
  }
  await tab.close();
});

test('a poster fits on one page, with its title and address', async (context) => {
  if (posters.length === 0) return context.skip('the site has no such page');
  const tab = await visitor.browser.newPage();
  for (const page of posters) {
    await open(visitor, tab, page);
    const title = await tab.locator('.poster h1').innerText();
    const address = await tab.locator('.poster > p').last().innerText();
    const { pages, text } = await readPdf(await tab.pdf({ format: 'A4' }));
    assert.equal(pages, 1, page.file);
    const words = (string) => string.replace(/[\s\u00ad\u2010-]+/g, '');
    for (const part of [title, address]) assert.ok(words(text).includes(words(part)), `${page.file}: no "${part}" on paper`);
  }
  await tab.close();
});
