// Turns the text that is shown into the one that came, and keeps what the author did to it:
// scroll position, focus, typed text, ticked boxes, what is open and what is playing.

import { Idiomorph } from './idiomorph.js';

const KEY = 'opas-key-';

/** What is recognised by its content when it has no id. */
const RECOGNISED = '[data-opas-line], details, summary, a[href], button, input, select, textarea, iframe, video, audio, tr';

/** Attributes that this program puts on blocks itself. */
const OWN = new Set(['data-opas-mark', 'data-opas-gap', 'data-opas-alone', 'data-opas-older']);

/** Morphs the body of the page into another one and holds the view still. */
export function morphBody(next) {
  const hold = holdView();
  morph(document.body, next);
  hold();
}

/** Morphs an element into another one of its kind. */
export function morph(element, next) {
  nameOwnElements(element);
  nameOwnElements(next);
  // Scripts that have run stay, and none runs again.
  for (const script of next.querySelectorAll('script')) if (isProgram(script)) script.remove();
  const forget = recognise(element, next);
  Idiomorph.morph(element, next, {
    morphStyle: 'outerHTML',
    callbacks: {
      beforeNodeAdded: (node) => !isOwn(node),
      beforeNodeMorphed: (node) => !isOwn(node),
      beforeNodeRemoved: (node) => !isOwn(node) && !isProgram(node),
      beforeAttributeUpdated: isFollowed,
    },
  });
  forget();
}

/** Which scripts a page runs: address or text of each. */
export function programs(page) {
  const scripts = [...page.querySelectorAll('script:not([data-opas])')].filter(isProgram);
  return scripts.map((script) => script.getAttribute('src') ?? script.textContent);
}

function isProgram(node) {
  return node.localName === 'script' && /^(module|importmap|.*javascript)?$/i.test(node.getAttribute('type') ?? '');
}

function isOwn(node) {
  return node.nodeType === Node.ELEMENT_NODE && node.hasAttribute('data-opas');
}

/** Whether an attribute follows the new page; what the author has changed in the tab does not. */
function isFollowed(name, element, change) {
  if (OWN.has(name)) return false;
  if (name === 'style' && element.hasAttribute('data-opas-gap')) return false;
  if (name === 'tabindex' && change === 'remove' && element === document.activeElement) return false;
  // What is new has no children yet; all else stays as open as it is.
  if (name === 'open') return !element.firstChild;
  if (name === 'value' && 'defaultValue' in element) return element.value === element.defaultValue;
  if (name === 'checked' && 'defaultChecked' in element) return element.checked === element.defaultChecked;
  if (name === 'selected' && 'defaultSelected' in element) return element.selected === element.defaultSelected;
  return true;
}

/** Gives the elements of the preview ids, so that none of the page's own is taken for one. */
function nameOwnElements(root) {
  for (const element of root.querySelectorAll('[data-opas]:not([id])')) {
    element.id = `opas-own-${element.localName}-${element.getAttribute('src') ?? element.getAttribute('href') ?? ''}`;
  }
}

/**
 * Elements without an id whose content occurs once in both texts are matched by it, so that a
 * new paragraph above does not move the focus or open disclosures. They get ids for the while.
 * @returns {() => void} takes the ids away
 */
function recognise(element, next) {
  const before = byContent(element);
  const after = byContent(next);
  let n = 0;
  for (const [content, old] of before) {
    const match = after.get(content);
    if (!old || !match) continue;
    old.id = match.id = KEY + n;
    n += 1;
  }
  return () => {
    for (const named of element.querySelectorAll(`[id^="${KEY}"]`)) named.removeAttribute('id');
  };
}

/** From what an element says to the element, or to null when several say it. */
function byContent(root) {
  const found = new Map();
  for (const element of root.querySelectorAll(RECOGNISED)) {
    if (element.id || isOwn(element)) continue;
    const content = contentOf(element);
    found.set(content, found.has(content) ? null : element);
  }
  return found;
}

/** What an element says; a disclosure is known by its summary, whatever is edited in it. */
function contentOf(element) {
  const said = element.localName === 'details' ? element.querySelector('summary') ?? element : element;
  const text = said.textContent.replace(/\s+/g, ' ').trim();
  const named = ['href', 'src', 'type', 'name', 'aria-label'].map((name) => element.getAttribute(name) ?? '');
  return [element.localName, ...named, text].join('\n');
}

/**
 * Remembers a block that is seen; afterwards the page is scrolled so that it is where it was.
 * Not all browsers do this themselves, so none does it meanwhile.
 */
function holdView() {
  const root = document.documentElement;
  const focused = document.activeElement === document.body ? [] : [document.activeElement];
  const seen = [...focused, ...document.querySelectorAll('[data-opas-line], main *')].find((element) => {
    const box = element?.getBoundingClientRect();
    return box && box.height > 0 && box.top >= 0 && box.top < innerHeight && !isOwn(element);
  });
  const top = seen?.getBoundingClientRect().top;
  const y = scrollY;
  root.style.setProperty('overflow-anchor', 'none');
  return () => {
    const isStill = seen?.isConnected && y > 0;
    const moved = isStill ? seen.getBoundingClientRect().top - top : y - scrollY;
    if (moved) scrollBy({ top: moved, behavior: 'instant' });
    root.style.removeProperty('overflow-anchor');
    if (root.getAttribute('style') === '') root.removeAttribute('style');
  };
}
