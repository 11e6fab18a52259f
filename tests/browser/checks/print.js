// A page on paper: its text without the navigation, the addresses of its links, black on white.

import jsQr from 'jsqr';
import { open } from '../chromium.js';
import { finder } from '../finding.js';
import { readPdf } from '../pdf.js';
import { openEyes } from './eyes.js';

/** Ink and paper: every part of the ink at most, every part of the paper at least, of 255. */
const DARKEST = 0x22;
const LIGHTEST = 0xee;

export async function printFindings(visitor, tab, page) {
  const findings = [];
  const add = (rule, element, what, cure) => findings.push(finder(page)(rule, element, what, cure));
  // A reader who prints from a dark screen gets the same paper.
  await tab.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  await open(visitor, tab, page);
  await openEyes(tab);
  const wanted = await tab.evaluate(readWanted);
  await tab.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const { element, what } of await tab.evaluate(findColours, { darkest: DARKEST, lightest: LIGHTEST })) {
    add('print-colour', element, what, 'set dark text and no background in @media print, for dark screens too');
  }
  for (const name of await tab.evaluate(listNavigation)) {
    add('print-navigation', name, 'it is printed', 'hide nav, skip link and controls in @media print');
  }

  if (!(await tab.evaluate(showsHeading))) add('print-title', 'h1', 'it is not printed', 'print the title of the page');

  const pdf = await readPdf(await tab.pdf({ format: 'A4', tagged: true, preferCSSPageSize: true }));
  const printed = bare(pdf.text);
  // A PDF keeps the shapes of Arabic or Hebrew from left to right: its words cannot be compared.
  const need = (rule, text, cure) => wanted.isRightToLeft || printed.includes(bare(text)) || add(rule, `"${text}"`, 'it is not on the paper', cure);
  for (const title of wanted.titles) need('print-title', title, 'print the title of the page');
  for (const href of wanted.addresses) need('print-address', href, 'write it after the link: a[href^="http"]::after { content: " (" attr(href) ")" }');
  // Words that stand elsewhere on the page, too, would prove nothing.
  const words = bare(wanted.words);
  for (const text of wanted.navigation.filter((text) => text.length > 5 && !words.includes(bare(text)))) {
    if (printed.includes(bare(text))) add('print-navigation', `"${text}"`, 'these words of the navigation are on the paper', 'hide nav and skip link in @media print');
  }
  const code = await tab.evaluate(readCode);
  if (code && readQr(code) !== page.document.canonical) add('print-code', '.qr', `the QR code says "${readQr(code)}"`, 'print the address of the page as its code');
  if (bare(pdf.title) === '') add('print-title', '<title>', 'the PDF has no title', 'give the page a title');
  if (pdf.lang !== page.document.lang) add('print-language', '<html>', `the PDF says "${pdf.lang}"`, 'give the page its lang');
  await tab.emulateMedia({ media: 'screen', colorScheme: 'light' });
  return findings;
}

/** What a reader of QR codes sees: dark lines on white, four points for each module. */
function readQr({ size, lines }) {
  const scale = 4;
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, length] of lines.matchAll(/M(\d+) (\d+)\.5h(\d+)/g)) {
    for (let row = y * scale; row < (Number(y) + 1) * scale; row += 1) {
      const start = (row * width + x * scale) * 4;
      for (let at = start; at < start + length * scale * 4; at += 4) pixels.fill(0, at, at + 3);
    }
  }
  return jsQr.default(pixels, width, width)?.data ?? '';
}

/** Text as it can be compared: without spaces, and without the hyphens at the ends of lines. */
function bare(text) {
  return text.normalize('NFKC').replace(/[\s\u00ad\u200b\u2060\u2010-]/g, '').toLowerCase();
}

// What follows runs in the page.

function readCode() {
  const code = document.querySelector('svg.qr');
  const isPrinted = code && getComputedStyle(code).display !== 'none' && code.getBoundingClientRect().width > 50;
  return isPrinted ? { size: code.viewBox.baseVal.width, lines: code.querySelector('[stroke]').getAttribute('d') } : null;
}

function readWanted() {
  const isForeign = ({ protocol, host }) => /^https?:$/.test(protocol) && host !== location.host;
  const links = [...document.querySelectorAll('main a[href]')].filter((a) => isForeign(a) && window.eyes.isVisible(a));
  const words = [...document.querySelectorAll('main, footer')].map((part) => part.textContent).join(' ') + document.title;
  const offered = [...document.querySelectorAll('body > a, header a, nav a')].map((a) => a.textContent.replace(/\s+/g, ' ').trim());
  return {
    isRightToLeft: getComputedStyle(document.documentElement).direction === 'rtl',
    words,
    navigation: [...new Set(offered)],
    titles: [...document.querySelectorAll('h1')].map((h1) => h1.innerText.replace(/\s+/g, ' ').trim()),
    // A link whose text is its address need not say it twice, and may leave out the scheme.
    addresses: [...new Set(links.map((a) => a.getAttribute('href').replace(/^https?:\/\//, '').replace(/\/$/, '')))],
  };
}

function showsHeading() {
  return [...document.querySelectorAll('h1')].some(window.eyes.isVisible);
}

function findColours({ darkest, lightest }) {
  const { nameOf, rgba, textElements } = window.eyes;
  const findings = [];
  for (const element of textElements().keys()) {
    const { color } = getComputedStyle(element);
    const [red, green, blue, alpha] = rgba(color);
    if (Math.max(red, green, blue) > darkest || alpha < 0.9) findings.push({ element: nameOf(element), what: `the text is ${color}` });
  }
  for (const element of document.querySelectorAll('*')) {
    const { backgroundColor, printColorAdjust } = getComputedStyle(element);
    const [red, green, blue, alpha] = rgba(backgroundColor);
    // Printers leave out backgrounds, except those that insist; the page's own shows in previews.
    const isPrinted = printColorAdjust === 'exact' || element.localName === 'html' || element.localName === 'body';
    if (isPrinted && alpha > 0 && Math.min(red, green, blue) < lightest) findings.push({ element: nameOf(element).slice(0, 80), what: `the background is ${backgroundColor}` });
  }
  return findings;
}

function listNavigation() {
  const { isVisible, nameOf, textElements } = window.eyes;
  const found = new Set();
  for (const element of textElements().keys()) {
    const part = element.closest('nav, button:not([popovertarget].term), select, [role=navigation], [role=search], [role=toolbar]');
    if (part && isVisible(part)) found.add(part);
    if (element.matches('body > a[href^="#"], header a[href^="#"]')) found.add(element);
  }
  return [...found].map(nameOf);
}
