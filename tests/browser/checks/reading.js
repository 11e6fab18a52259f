// What a reader with weak eyes or an unsteady hand meets: size and contrast of the text, size
// of the targets, and that nothing is lost on a narrow screen, zoomed in, or spaced out.

import { open } from '../chromium.js';
import { finder } from '../finding.js';
import { elementOf, runAxe } from './axe.js';
import { openEyes } from './eyes.js';

/** Sizes in CSS px at the browser's default font size of 16 px. */
export const SMALLEST_TEXT = 16;
export const BODY_TEXT = 20;
const SMALLEST_TARGET = 44;

/** 1280 px at 400 % zoom, and the narrowest phone. */
const NARROW = { width: 320, height: 256 };
const WIDE = { width: 1280, height: 1024 };

/** WCAG 2.2, 1.4.12. */
const TEXT_SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`;

export async function readingFindings(visitor, tab, page) {
  const findings = [];
  const add = (rule, element, what, cure) => findings.push(finder(page)(rule, element, what, cure));
  const look = async (check, where, ...values) => {
    for (const { rule, element, what, cure } of await tab.evaluate(check, values)) add(rule, element, `${what} (${where})`, cure);
  };

  await tab.emulateMedia({ colorScheme: 'light' });
  await tab.setViewportSize(WIDE);
  await open(visitor, tab, page);
  await openEyes(tab);
  await tab.evaluate(() => window.eyes.openDetails());
  for (const colorScheme of ['light', 'dark']) {
    await tab.emulateMedia({ colorScheme });
    await addContrast(tab, colorScheme, add);
  }
  await tab.emulateMedia({ colorScheme: 'light' });
  for (const size of [WIDE, NARROW]) {
    const where = `${size.width} px wide`;
    await tab.setViewportSize(size);
    await look(textSizes, where, SMALLEST_TEXT);
    await look(bodySize, where, BODY_TEXT);
    await look(targetSizes, where, SMALLEST_TARGET);
    await look(lostContent, where);
  }
  await look(fixedBars, '400 % zoom');
  await tab.evaluate(spaceOut, TEXT_SPACING);
  for (const size of [NARROW, WIDE]) {
    await tab.setViewportSize(size);
    await look(lostContent, `${size.width} px wide, with the text spacing of WCAG 1.4.12`);
  }
  return findings;
}

/** The text follows the reader's default font size; `visitor`'s browser was started with `--blink-settings=defaultFontSize=24`. */
export async function fontSizeFindings(visitor, tab, page, defaultSize) {
  await open(visitor, tab, page);
  await openEyes(tab);
  await tab.evaluate(() => window.eyes.openDetails());
  const where = `the reader's browser has ${defaultSize} px as its default`;
  const scale = defaultSize / 16;
  const wrong = [
    ...(await tab.evaluate(rootSize, [defaultSize])),
    ...(await tab.evaluate(textSizes, [SMALLEST_TEXT * scale])),
    ...(await tab.evaluate(bodySize, [BODY_TEXT * scale])),
  ];
  return wrong.map(({ rule, element, what, cure }) => finder(page)(`${rule}-follows`, element, `${what} (${where})`, `${cure}; use rem, never px`));
}

async function addContrast(tab, scheme, add) {
  // The plain rule says what it is unsure of; the enhanced one alone passes text on pictures.
  const { violations, incomplete } = await runAxe(tab, { type: 'rule', values: ['color-contrast-enhanced', 'color-contrast'] });
  const cure = 'choose colours with a contrast of 7:1 (4.5:1 for large text)';
  for (const node of violations.filter(({ id }) => id === 'color-contrast-enhanced').flatMap(({ nodes }) => nodes)) {
    const { fgColor, bgColor, contrastRatio } = node.any[0].data;
    add('contrast', elementOf(node), `${fgColor} on ${bgColor} has a contrast of ${contrastRatio} (${scheme})`, cure);
  }
  // Where axe is unsure (one letter, something on top) the colours are looked at again, by our own eyes.
  const unsure = incomplete.flatMap(({ nodes }) => nodes).filter(({ target }) => target.length === 1 && typeof target[0] === 'string');
  for (const { element, what } of await tab.evaluate(ownContrast, unsure.map(({ target }) => target[0]))) {
    add('contrast', element, `${what} (${scheme})`, cure);
  }
}

// What follows runs in the page.

function ownContrast(selectors) {
  const { backgroundOf, contrast, isVisible, nameOf, over, rgba } = window.eyes;
  return selectors.flatMap((selector) => {
    const element = document.querySelector(selector);
    if (!element || !isVisible(element)) return [];
    const background = backgroundOf(element);
    if (!background) return [{ element: nameOf(element), what: 'text on a picture or gradient, whose contrast cannot be known' }];
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const isLarge = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && fontWeight >= 700);
    const ratio = contrast(over(background, rgba(color)), background);
    if (ratio >= (isLarge ? 4.5 : 7)) return [];
    return [{ element: nameOf(element), what: `${color} has a contrast of ${ratio.toFixed(2)}` }];
  });
}

function textSizes([smallest]) {
  const { nameOf, textElements } = window.eyes;
  const cure = `nothing smaller than ${smallest} px at the reader's default`;
  const findings = [];
  const check = (element, size, part = '') => {
    if (size >= smallest - 0.01) return;
    findings.push({ rule: 'text-size', element: nameOf(element) + part, what: `the text is ${+size.toFixed(2)} px`, cure });
  };
  for (const element of textElements().keys()) {
    // A drawing in the page is scaled as a whole.
    const scale = element.ownerSVGElement ? (element.getScreenCTM?.().a ?? 1) : 1;
    check(element, parseFloat(getComputedStyle(element).fontSize) * scale);
  }
  for (const element of document.querySelectorAll('body *')) {
    if (!window.eyes.isVisible(element)) continue;
    if (/^(input|select|textarea)$/.test(element.localName)) check(element, parseFloat(getComputedStyle(element).fontSize));
    for (const part of ['::before', '::after']) {
      const { content, fontSize } = getComputedStyle(element, part);
      if (/[\p{L}\p{N}]/u.test(content.replace(/^(none|normal)$/, ''))) check(element, parseFloat(fontSize), part);
    }
  }
  return findings;
}

function bodySize([wanted]) {
  const main = document.querySelector('main');
  if (!main) return [{ rule: 'body-size', element: 'main', what: 'the page has none', cure: 'put the text into <main>' }];
  const size = parseFloat(getComputedStyle(main).fontSize);
  if (Math.abs(size - wanted) < 0.1) return [];
  return [{ rule: 'body-size', element: 'main', what: `its text is ${size} px`, cure: `make it ${wanted} px (1.25rem)` }];
}

function rootSize([wanted]) {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (Math.abs(size - wanted) < 0.1) return [];
  return [{ rule: 'root-size', element: 'html', what: `its font size is ${size} px`, cure: 'set no font size on html, or 100 %' }];
}

function targetSizes([smallest]) {
  const { isVisible, nameOf } = window.eyes;
  const selector = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=tab]';

  /** Words stand beside the link in its block: its height is that of the line (WCAG 2.5.8, "inline"). */
  function isInRunningText(link) {
    if (getComputedStyle(link).display !== 'inline') return false;
    let block = link.parentElement;
    while (/^(inline|contents)$/.test(getComputedStyle(block).display)) block = block.parentElement;
    const copy = block.cloneNode(true);
    for (const control of copy.querySelectorAll(selector)) control.remove();
    return /[\p{L}\p{N}]/u.test(copy.textContent);
  }

  /** A click this far from the middle still meets the element, or the label that stands for it. */
  function isHit(element, box) {
    const half = smallest / 2 - 0.5;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    return [[-half, -half], [half, -half], [-half, half], [half, half]].every(([right, down]) => {
      const hit = document.elementFromPoint(x + right, y + down);
      return hit && (hit.closest(selector) === element || hit.closest('label')?.control === element);
    });
  }

  function measure(element) {
    element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const boxes = [element, ...(element.labels ?? [])].filter(isVisible).map((e) => e.getBoundingClientRect());
    const widest = Math.max(...boxes.map((box) => box.width));
    const highest = Math.max(...boxes.map((box) => box.height));
    const isBig = boxes.some((box) => box.width >= smallest - 0.1 && box.height >= smallest - 0.1);
    if (isBig || isHit(element, boxes[0])) return [];
    const what = `the target is ${widest.toFixed(1)} x ${highest.toFixed(1)} px`;
    return [{ rule: 'target-size', element: nameOf(element), what, cure: `make it ${smallest} x ${smallest} px: padding, or min-block-size and min-inline-size` }];
  }

  const findings = [];
  for (const element of document.querySelectorAll(selector)) {
    if (element.disabled) continue;
    const isHidden = !isVisible(element) && ![...(element.labels ?? [])].some(isVisible);
    // A skip link shows itself when it has the focus.
    if (isHidden) element.focus({ preventScroll: true });
    if (isVisible(element) || !isHidden) {
      if (!isInRunningText(element)) findings.push(...measure(element));
    }
    if (isHidden) element.blur();
  }
  scrollTo(0, 0);
  return findings;
}

/** The page scrolls sideways, or text is cut off by the box or the edge of the screen. */
function lostContent() {
  const { isVisible, nameOf, textElements } = window.eyes;
  const findings = [];
  const width = document.documentElement.clientWidth;
  const isScrolled = (element) => {
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const pageWidth = document.documentElement.scrollWidth;
  if (pageWidth > width) {
    const guilty = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 0.5 && isVisible(e) && !isScrolled(e));
    const inner = guilty.filter((e) => !guilty.some((other) => other !== e && e.contains(other)));
    for (const element of inner.length > 0 ? inner.slice(0, 5) : [document.body]) {
      const cure = 'let it wrap or shrink, or scroll inside a labelled, focusable box';
      findings.push({ rule: 'sideways-scroll', element: nameOf(element), what: `the page is ${pageWidth} px wide on a screen of ${width} px`, cure });
    }
    return findings;
  }
  const cut = (element, what) => findings.push({ rule: 'cut-text', element: nameOf(element), what, cure: 'let the box grow with its text' });
  for (const [element, nodes] of textElements()) {
    const range = document.createRange();
    const isCut = nodes.some((node) => {
      range.selectNodeContents(node);
      return [...range.getClientRects()].some((box) => box.right > width + 1 || box.left < -1);
    });
    if (isCut && !isScrolled(element)) cut(element, 'the text goes past the edge of the screen');
  }
  for (const element of document.querySelectorAll('body, body *')) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const isCutting = (value) => value === 'hidden' || value === 'clip';
    if (!isCutting(overflowX) && !isCutting(overflowY)) continue;
    if (element.localName === 'svg' || element.textContent.trim() === '' || !isVisible(element)) continue;
    if (isCutting(overflowX) && element.scrollWidth > element.clientWidth + 1) cut(element, `${element.scrollWidth} px of content in a box ${element.clientWidth} px wide`);
    if (isCutting(overflowY) && element.scrollHeight > element.clientHeight + 1) cut(element, `${element.scrollHeight} px of content in a box ${element.clientHeight} px high`);
  }
  return findings;
}

/** Nothing stays in place while the page scrolls: zoomed in, it would cover what is read. */
function fixedBars() {
  const { isVisible, nameOf } = window.eyes;
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflow);
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const { position } = getComputedStyle(element);
    if ((position !== 'fixed' && position !== 'sticky') || !isVisible(element)) return [];
    // A sticky heading inside a box that scrolls by itself covers only that box.
    for (let up = element.parentElement; position === 'sticky' && up !== document.body; up = up.parentElement) if (scrolls(up)) return [];
    return [{ rule: 'fixed-bar', element: nameOf(element), what: `position: ${position}`, cure: 'let it scroll with the page' }];
  });
}

function spaceOut(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
