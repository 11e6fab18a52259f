// A page with scripts switched off: its text is all there, nothing on it is dead, and the
// links of menu and language switcher work by a click.

import { open } from '../chromium.js';
import { finder } from '../finding.js';
import { openEyes } from './eyes.js';

/** Compares the page in a tab without scripts with the same page in a tab with them. */
export async function textFindings(visitor, plainTab, scriptTab, page) {
  const found = finder(page);
  const [plain, scripted] = await Promise.all(
    [plainTab, scriptTab].map(async (tab) => {
      await open(visitor, tab, page);
      await openEyes(tab);
      return tab.evaluate(readMain);
    }),
  );
  // What is for paper only is not missing on the screen.
  await plainTab.emulateMedia({ media: 'print' });
  const hidden = await plainTab.evaluate(stillHidden);
  await plainTab.emulateMedia({ media: null });
  const findings = hidden.map((element) =>
    found('hidden-text', element, 'without scripts this text is not shown', 'show it, and let the script hide it'),
  );
  for (const control of plain.dead) {
    findings.push(found('dead-control', control, 'without scripts it does nothing', 'let the script make it'));
  }
  const isThere = new Set(plain.lines);
  for (const line of scripted.lines) {
    if (!isThere.has(line)) findings.push(found('script-text', `"${line}"`, 'only the script writes this text', 'write it into the page'));
  }
  return findings;
}

/** Clicks every link of header, navigation and footer that was not clicked before (`clicked` remembers). */
export async function clickFindings(visitor, tab, page, clicked) {
  const found = finder(page);
  const findings = [];
  await open(visitor, tab, page);
  await openEyes(tab);
  const links = await tab.evaluate(listMenuLinks);
  for (const { index, name, href, hreflang } of links) {
    const [target] = new URL(href, visitor.url(page)).href.split('#');
    const isForeign = visitor.site.resolve(href, page) === null;
    if (isForeign || clicked.has(target)) continue;
    clicked.add(target);
    const add = (what, cure) => findings.push(found('menu-link', name, what, cure));
    await open(visitor, tab, page);
    const link = tab.locator('a[href]').nth(index);
    await unfold(link);
    const answer = tab.waitForResponse((response) => response.url().split('#')[0] === target && response.request().isNavigationRequest(), { timeout: 3000 });
    const [arrived, done] = await Promise.allSettled([answer, link.click({ timeout: 3000 })]);
    if (done.status === 'rejected') add('it cannot be clicked', 'nothing may lie over it, and no script may be needed to show it');
    else if (arrived.status === 'rejected') add(`a click does not lead to ${href}`, 'use a plain link');
    else if (arrived.value.status() !== 200) add(`the answer is ${arrived.value.status()}`, 'mend the address');
    else {
      await tab.waitForLoadState('domcontentloaded');
      const lang = await tab.evaluate(() => document.documentElement.lang);
      if (hreflang && lang !== hreflang) add(`it promises "${hreflang}" and leads to a page in "${lang}"`, 'let hreflang say what the target is');
    }
  }
  return findings;
}

/** The page at `/` offers every language of the site. */
export function chooserFindings(site) {
  const front = site.pageOfFile.get('index.html');
  const add = (what, cure) => finder(front ?? { file: 'index.html', address: '/' })('chooser', 'the links of the page', what, cure);
  if (!front) return [add('there is no page at /', 'let the build write the chooser, or put the default language at the root')];
  return site.languages
    .filter((lang) => front.kind === 'chooser' || lang !== front.document.lang)
    .flatMap((lang) => {
      const links = front.document.named('a').filter((a) => {
        const file = a.attributes.href && site.resolve(a.attributes.href, front)?.file;
        return file && site.pageOfFile.get(file)?.document.lang === lang;
      });
      if (links.length === 0) return [add(`no link leads to a page in "${lang}"`, 'offer every language as a plain link')];
      if (!links.some((a) => a.attributes.hreflang === lang)) return [add(`no link to "${lang}" has its hreflang`, `add hreflang="${lang}" and lang="${lang}"`)];
      return [];
    });
}

/** Opens the folded boxes around a link, as a reader does: by a click on each summary. */
async function unfold(link) {
  const folded = link.locator('xpath=ancestor::details[not(@open)]/summary');
  for (let i = await folded.count(); i > 0; i--) await folded.first().click({ timeout: 3000 }).catch(() => {});
}

// What follows runs in the page.

function readMain() {
  const { nameOf, openDetails } = window.eyes;
  openDetails();
  const main = document.querySelector('main') ?? document.body;
  const clean = (text) => text.replace(/\u00ad/g, '').replace(/\s+/g, ' ').trim();

  const opensByHtml = (popover) => popover !== null && document.querySelector(`button[popovertarget="${popover.id}"]`)?.checkVisibility() === true;
  const hidden = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (clean(walker.currentNode.data) === '' || element.closest('script, style, template, noscript, option, svg title, svg desc')) continue;
    // What a button of HTML alone brings up is there for whoever presses it.
    if (opensByHtml(element.closest('[popover]'))) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) hidden.push(element);
  }
  window.hiddenText = hidden;

  // The answer to a question of a quiz is compared by the learner, or on paper.
  const isAnswer = (control) => control.matches('.question select');
  const isDead = (control) => control.checkVisibility() && !control.disabled && !control.form && !isAnswer(control) && !control.popoverTargetElement && !control.hasAttribute('commandfor');
  const dead = [...document.querySelectorAll('button, select, [role=button], [role=switch]')].filter(isDead).map(nameOf);

  // What a script adds to be pressed, or to report on it, is no text to read.
  for (const control of main.querySelectorAll('button, select, output, dialog, [role=status], [role=toolbar], [role=tablist], [data-opas]')) control.hidden = true;
  const lines = main.innerText.split('\n').map(clean).filter(Boolean);
  return { dead, lines };
}

function stillHidden() {
  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return window.hiddenText.filter((element) => !isShown(element)).map(window.eyes.nameOf);
}

function listMenuLinks() {
  return [...document.querySelectorAll('a[href]')].flatMap((link, index) => {
    if (!link.closest('header, nav, footer') || link.getAttribute('href').startsWith('#')) return [];
    // On a narrow screen the breadcrumbs are the way up alone.
    if (link.closest('.breadcrumbs li:not(:last-child)') && !link.checkVisibility()) return [];
    return [{ index, name: window.eyes.nameOf(link), href: link.getAttribute('href'), hreflang: link.hreflang }];
  });
}
