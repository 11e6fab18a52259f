// Quizzes and practices as learners use them: with the keyboard alone, with scripts off, in every
// way of looking at them. A site without any passes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, runAxe, TAGS } from './checks/axe.js';
import { choose } from './choose.js';
import { onEach, open, visit } from './chromium.js';
import { assertNone } from './finding.js';
import { holds, readSite } from './site.js';

const site = readSite();
const quizPages = choose(site.pages.filter(holds('data-quiz')), 8);
// Of a large site, pages that together show everything.
const practicePages = choose(site.pages.filter(holds('class', 'practice')), 40);
const cardPages = choose(site.pages.filter(holds('class', 'practice-card')), 4);

let visitor;
before(async () => (visitor = await visit(site)));
after(() => visitor?.close());

/** A tab of its own for one test. */
async function inTab(settings, work) {
  const context = await visitor.browser.newContext(settings);
  try {
    const tab = await context.newPage();
    const faults = [];
    tab.on('pageerror', (error) => faults.push(error.message));
    tab.on('request', (request) => request.method() !== 'GET' && faults.push(`${request.method()} ${request.url()}`));
    await work(tab);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** Answers a question, rightly or wrongly, by the keys that a quiz carries. */
async function answer(question, isRight) {
  const kind = await question.getAttribute('data-question');
  const options = await question.locator('.option').all();
  for (const option of options) {
    const key = await option.getAttribute('data-key');
    if (kind === 'short') {
      const right = await question.locator('[data-answer]').first().textContent();
      await option.locator('input').fill(isRight ? `  ${right.toUpperCase()} ` : 'x');
    } else if (kind === 'match' || kind === 'order') {
      const choices = await option.locator('option').count();
      const wrong = String((Number(key) % (choices - 1)) + 1);
      await option.locator('select').selectOption(isRight ? key : wrong);
    } else {
      const input = option.locator('input');
      const isChosen = (key === 'right') === isRight;
      if (kind === 'multiple') await input.setChecked(isChosen);
      else if (isChosen) await input.check();
    }
  }
  await question.locator('button').click();
}

test('a quiz tells at once what is right, and at the end how many', async () => {
  for (const page of quizPages) {
    await inTab({}, async (tab) => {
      await open(visitor, tab, page);
      const quiz = tab.locator('[data-quiz]');
      const word = async (name) => quiz.getAttribute(`data-${name}`);
      const questions = await quiz.locator('.question').all();

      await questions[0].locator('button').click();
      assert.equal(await questions[0].locator('[role=status]').textContent(), await word('first'));

      for (const isRight of [false, true]) {
        for (const question of questions) {
          await answer(question, isRight);
          const told = await question.locator('[role=status]').textContent();
          const verdict = `${isRight ? '✓' : '✗'} ${await word(isRight ? 'right' : 'wrong')}`;
          assert.ok(told.startsWith(verdict), `${page.file}: ${told}`);
          const feedback = question.locator('.feedback');
          assert.ok((await feedback.count()) > 0, 'feedback stands beside the answer');
          for (const text of await feedback.allTextContents()) assert.match(text, /^[✓✗] \S/);
        }
        const score = await quiz.locator('.score').textContent();
        const locale = page.document.lang;
        const number = (n) => n.toLocaleString(locale);
        const expected = (await word('score')).replace('{n}', number(isRight ? questions.length : 0)).replace('{count}', number(questions.length));
        assert.ok(score.startsWith(expected), `${page.file}: ${score}`);
        if (await word('pass')) assert.ok(score.includes(await word(isRight ? 'passed' : 'not-passed')), score);
      }
      const stored = await tab.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
      assert.deepEqual(stored, [0, 0, '']);
    });
  }
});

test('a quiz works with the keyboard alone', async () => {
  for (const page of quizPages.slice(0, 4)) {
    await inTab({}, async (tab) => {
      await open(visitor, tab, page);
      const question = tab.locator('[data-question=single], [data-question=true-false]').first();
      if ((await question.count()) === 0) return;
      await question.locator('input').first().focus();
      await tab.keyboard.press('Space');
      await tab.keyboard.press('Tab');
      assert.equal(await tab.evaluate(() => document.activeElement.type), 'button');
      await tab.keyboard.press('Enter');
      assert.equal(await question.locator('.feedback').count(), 1);
    });
  }
});

test('without a script each answer can be opened, and nothing promises more', async () => {
  for (const page of quizPages) {
    await inTab({ javaScriptEnabled: false }, async (tab) => {
      await open(visitor, tab, page);
      assert.equal(await tab.locator('.quiz button, form').count(), 0);
      for (const question of await tab.locator('.question').all()) {
        const summary = question.locator('.answer summary');
        await summary.focus();
        await tab.keyboard.press('Enter');
        const kind = await question.getAttribute('data-question');
        const isShown = await question.locator('[data-feedback]').first().isVisible();
        assert.ok(isShown, `${page.file}: ${kind}`);
      }
    });
  }
});

test('on paper a quiz has its questions and no answers', async () => {
  for (const page of quizPages) {
    await inTab({}, async (tab) => {
      await open(visitor, tab, page);
      await tab.emulateMedia({ media: 'print' });
      for (const feedback of await tab.locator('[data-quiz] [data-feedback]').all()) assert.equal(await feedback.isVisible(), false);
      for (const prompt of await tab.locator('[data-quiz] legend').all()) assert.ok(await prompt.isVisible());
    });
  }
});

/** Goes to a link by Tab from where the focus is, and presses it. */
async function pressByTab(tab, link) {
  const href = await link.getAttribute('href');
  for (let i = 0; i < 60; i++) {
    await tab.keyboard.press('Tab');
    const here = await tab.evaluate(() => document.activeElement?.getAttribute('href'));
    if (here === href) {
      const outline = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.notEqual(outline, 'none', 'the focus is seen');
      await Promise.all([tab.waitForURL((url) => url.pathname === new URL(href, 'http://x.example').pathname), tab.keyboard.press('Enter')]);
      return i + 1;
    }
  }
  throw new Error(`Tab does not reach ${href}`);
}

test('a practice is walked through by the keyboard alone, with scripts off', async () => {
  for (const page of cardPages) {
    for (const way of [0, 1]) {
      await inTab({ javaScriptEnabled: false }, async (tab) => {
        await open(visitor, tab, page);
        const start = tab.locator('.practice-card a').nth(way);
        await start.focus();
        await tab.keyboard.press('Enter');
        await tab.waitForSelector('.practice');
        await pressByTab(tab, tab.locator('.practice-ways a').first());

        const seen = new Set();
        const choices = new Set();
        let wrong = 0;
        for (let step = 0; step < 200; step++) {
          seen.add(new URL(tab.url()).pathname);
          assert.equal(await tab.locator('.practice-hint').count() > 0 && way === 1, false, 'no hints without hints');
          if (await tab.locator('.practice-result').count()) break;
          if (await tab.locator('.practice-wrong').count()) {
            wrong += 1;
            assert.ok((await pressByTab(tab, tab.locator('.practice-wrong a'))) === 1, 'the way back is the first to reach');
            continue;
          }
          const links = await tab.locator('.devices a').all();
          const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')));
          const fresh = hrefs.findIndex((href) => !choices.has(new URL(tab.url()).pathname + href));
          // The task holds the focus when a screen opens, so that Tab goes on from there.
          const index = fresh >= 0 ? fresh : Math.floor(step / 2) % hrefs.length;
          choices.add(new URL(tab.url()).pathname + hrefs[index]);
          const presses = await pressByTab(tab, links[index]);
          assert.ok(presses <= hrefs.length + 8, `${tab.url()}: ${presses} presses`);
        }
        assert.equal(await tab.locator('.practice-result').count(), 1, `${page.file}: the end is reached (${seen.size} screens, ${wrong} wrong choices)`);
        await pressByTab(tab, tab.locator('.practice-ways a').first());
        assert.equal(new URL(tab.url()).pathname, new URL(visitor.url(page)).pathname, 'back on the page');
      });
    }
  }
});

test('every screen of a practice says that it is none of a real service, also on paper', async () => {
  const work = async (tab, page) => {
    await open(visitor, tab, page);
    for (const media of ['screen', 'print']) {
      await tab.emulateMedia({ media });
      for (const [lang, word] of [['fi', 'HARJOITUS'], ['sv', 'ÖVNING'], ['en', 'PRACTICE']]) {
        const banner = tab.locator(`.practice-banner [lang=${lang}]`);
        assert.ok(await banner.isVisible(), `${page.file}: ${media} ${lang}`);
        assert.match(await banner.textContent(), new RegExp(`^${word} – `));
        for (const inside of await tab.locator(`.device-banner [lang=${lang}]`).all()) assert.ok(await inside.isVisible(), `${page.file}: ${media} ${lang}`);
      }
    }
    await tab.emulateMedia({ media: null });
    assert.equal(await tab.locator('form, [type=password], .practice [name]').count(), 0, page.file);
    return [];
  };
  assertNone(await onEach(visitor, { javaScriptEnabled: false }, practicePages, work));
});

test('targets are large, and nothing is cut off at 320 px or 400 % zoom', async () => {
  const pages = [...practicePages, ...quizPages];
  const work = async (tab, page) => {
    await open(visitor, tab, page);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${page.file}: ${wide} px too wide`);
    const small = await tab.evaluate(() =>
      [...document.querySelectorAll('.practice a, .practice input, .question label:has(input), .question select, .question summary, .question button, .practice-card a')]
        .map((target) => [target.getBoundingClientRect(), target.textContent.trim().slice(0, 40)])
        .filter(([{ height, width }]) => height > 0 && (height < 44 || width < 44))
        .map(([{ height, width }, name]) => `${name}: ${width} × ${height}`),
    );
    assert.deepEqual(small, [], page.file);
    return [];
  };
  for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 256 }]) assertNone(await onEach(visitor, { viewport }, pages, work));
});

test('axe finds nothing on quizzes, practices and what belongs to them', async () => {
  const trainers = site.pages.filter((page) => holds('class', 'practice-map')(page) || (holds('class', 'quiz')(page) && page.document.elements.every(({ attributes }) => !('data-quiz' in attributes))));
  const pages = [...new Set([...practicePages, ...quizPages, ...cardPages, ...choose(trainers, 8)])];
  assertNone(await onEach(visitor, { bypassCSP: true }, pages, (tab, page) => axeFindings(visitor, tab, page)));
});

test('axe finds nothing on a quiz whose questions have been answered', async () => {
  for (const page of quizPages) {
    for (const colorScheme of ['light', 'dark']) {
      await inTab({ bypassCSP: true, colorScheme }, async (tab) => {
        await open(visitor, tab, page);
        for (const [index, question] of (await tab.locator('.question').all()).entries()) await answer(question, index % 2 === 0);
        const { violations } = await runAxe(tab, { type: 'tag', values: TAGS });
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`), [], page.file);
      });
    }
  }
});
