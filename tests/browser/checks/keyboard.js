// A page by the Tab key alone: the skip link first, then every control in the order of the
// text, each with a mark that is seen, and out at the end.

import { open } from '../chromium.js';
import { finder } from '../finding.js';
import { openEyes } from './eyes.js';

export async function keyboardFindings(visitor, tab, page) {
  const findings = [];
  const add = (rule, element, what, cure) => findings.push(finder(page)(rule, element, what, cure));
  await open(visitor, tab, page);
  await openEyes(tab);
  const controls = await tab.evaluate(listControls);
  await tabThrough(tab, controls, add);
  // A page with nothing before its text has nothing to skip.
  if (await tab.evaluate(hasControlsBeforeMain)) {
    await open(visitor, tab, page);
    await openEyes(tab);
    await skip(tab, add);
  }
  return findings;
}

/** Presses Tab until the focus has left the page, and compares its way with the document. */
async function tabThrough(tab, controls, add) {
  const visited = [];
  let previous = null;
  let stays = 0;
  while (visited.length < controls.length * 2 + 10) {
    await tab.keyboard.press('Tab');
    const now = await tab.evaluate(lookAtFocus);
    if (now === null) break;
    // Within one control (a date field, a video) Tab may stop several times.
    stays = now.index === previous ? stays + 1 : 0;
    if (stays > 8) {
      add('keyboard-trap', now.name, 'Tab does not leave it', 'let Tab pass');
      return;
    }
    if (stays === 0) {
      if (visited.includes(now.index) && now.index >= 0) break;
      visited.push(now.index);
      if (!now.isMarked) add('focus-mark', now.name, 'nothing shows that it has the focus', 'give it an outline of 2 px or more with :focus-visible');
      if (!now.isOnScreen) add('focus-hidden', now.name, 'it has the focus outside the visible screen', 'show it while it has the focus');
    }
    previous = now.index;
  }
  // Boxes that scroll take the focus of their own accord; they are in no list.
  const known = visited.filter((index) => index >= 0);
  controls.forEach((name, index) => {
    if (!known.includes(index)) add('not-reached', name, 'Tab does not come here', 'use a native link or button; no trap before it');
  });
  const wrong = known.findIndex((index, at) => at > 0 && index < known[at - 1]);
  if (wrong > 0) add('tab-order', controls[known[wrong]], `it comes after "${controls[known[wrong - 1]]}"`, 'let the order of the document be the order of Tab; no positive tabindex');
}

async function skip(tab, add) {
  await tab.keyboard.press('Tab');
  const link = await tab.evaluate(lookAtSkipLink);
  const cure = 'begin <body> with <a href="#main">, visible on focus, and give <main id="main" tabindex="-1">';
  if (!link.leadsToMain) {
    add('skip-link', link.name, 'the first Tab does not reach a link to main', cure);
    return;
  }
  await tab.keyboard.press('Enter');
  await tab.waitForTimeout(20);
  const name = await tab.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.closest('main') ? null : (activeElement?.localName ?? 'nothing');
  });
  if (name !== null) add('skip-link', link.name, `after Enter the focus is on ${name}, not on main`, cure);
}

// What follows runs in the page.

/** The names of all controls; keeps their unfocused looks for `lookAtFocus`. */
function listControls() {
  const { controls, nameOf } = window.eyes;
  const PROPERTIES = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderTopWidth', 'borderBottomWidth', 'borderLeftWidth', 'backgroundColor', 'textDecorationThickness'];
  /** The control itself, and what may carry its mark: its label, its parent, its drawn parts. */
  const looksOf = (element) =>
    [[element], [element, '::before'], [element, '::after'], [element.labels?.[0]], [element.labels?.[0], '::before'], [element.parentElement], [element.nextElementSibling]].map(([e, part]) => {
      if (!e) return null;
      const style = getComputedStyle(e, part);
      return Object.fromEntries(PROPERTIES.map((name) => [name, style[name]]));
    });
  const elements = controls();
  window.tour = { elements, looksOf, looks: elements.map(looksOf) };
  return elements.map(nameOf);
}

/** Which control has the focus, and whether it is seen; `null` when the page has lost it. */
function lookAtFocus() {
  const { elements, looks, looksOf } = window.tour;
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const index = elements.indexOf(element);
  const px = (text) => parseFloat(text) || 0;

  const isMark = (now, before) => {
    if (!now) return false;
    const hasOutline = now.outlineStyle !== 'none' && px(now.outlineWidth) >= 1.99 && window.eyes.rgba(now.outlineColor)[3] > 0.1;
    if (hasOutline && (!before || before.outlineStyle === 'none' || before.outlineWidth !== now.outlineWidth || before.outlineColor !== now.outlineColor)) return true;
    if (!before) return false;
    if (now.boxShadow !== before.boxShadow && now.boxShadow !== 'none') {
      const lengths = [...now.boxShadow.matchAll(/(-?[\d.]+)px/g)].map((m) => Math.abs(px(m[1])));
      if (Math.max(...lengths) >= 2) return true;
    }
    return ['borderTopWidth', 'borderBottomWidth', 'borderLeftWidth'].some((name) => Math.abs(px(now[name]) - px(before[name])) >= 2);
  };

  const now = looksOf(element);
  const before = index >= 0 ? looks[index] : now.map(() => null);
  const box = element.getBoundingClientRect();
  const shown = [box, ...[...(element.labels ?? [])].map((label) => label.getBoundingClientRect())];
  return {
    index,
    name: window.eyes.nameOf(element),
    isMarked: now.some((look, at) => isMark(look, before[at])),
    isOnScreen: shown.some(({ left, top, right, bottom, width, height }) => width > 1 && height > 1 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight),
  };
}

function hasControlsBeforeMain() {
  const main = document.querySelector('main');
  const [first] = window.eyes.controls();
  return Boolean(main && first && main.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_PRECEDING);
}

function lookAtSkipLink() {
  const element = document.activeElement;
  const target = element?.hash ? document.getElementById(decodeURIComponent(element.hash.slice(1))) : null;
  return { name: element ? window.eyes.nameOf(element) : 'nothing', leadsToMain: Boolean(target?.closest('main')) };
}
