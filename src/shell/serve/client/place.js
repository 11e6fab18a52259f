// Places of source files and the blocks of the page that show them.

const MARKED_MS = 2500;

/** The block that a node of the page stands in. */
export function blockAt(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest('[data-opas-line]') ?? null;
}

/** Where a block stands in its source. */
export function sourceOf(block, pageFile) {
  return { file: block.dataset.opasFile ?? pageFile, line: Number(block.dataset.opasLine) };
}

/**
 * The innermost block that shows a line: the last one that begins at or before it.
 * The lines above the text hold title and summary, which the page's heading shows.
 */
export function findBlock({ file, line }, pageFile) {
  let best = null;
  for (const block of document.querySelectorAll('[data-opas-line]')) {
    const source = sourceOf(block, pageFile);
    if (source.file !== file || source.line > line) continue;
    if (!best || source.line >= sourceOf(best, pageFile).line) best = block;
  }
  return best ?? (file === pageFile ? document.querySelector('main h1') : null);
}

/** Scrolls to an element when it is not seen, and marks it for a moment. */
export function showBlock(element) {
  let seen = element;
  // Something inside a closed disclosure has no box: what is seen of it is the disclosure.
  while (seen.parentElement && seen.getClientRects().length === 0) seen = seen.parentElement;
  if (!isOnScreen(seen)) bringIntoView(seen);
  mark(seen);
}

/** Opens what hides an element, shows it and gives it the focus. */
export function goToBlock(element) {
  for (let up = element.closest('details'); up; up = up.parentElement?.closest('details')) up.open = true;
  showBlock(element);
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) {
    element.setAttribute('tabindex', '-1');
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.focus({ preventScroll: true });
}

function isOnScreen(element) {
  const box = element.getBoundingClientRect();
  const covered = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0;
  const height = Math.min(box.bottom, innerHeight - covered) - Math.max(box.top, 0);
  return height >= Math.min(box.height, 48);
}

function bringIntoView(element) {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const isTall = element.getBoundingClientRect().height > innerHeight / 2;
  element.scrollIntoView({ block: isTall ? 'start' : 'center', behavior: isCalm ? 'instant' : 'smooth' });
}

let unmark = () => {};

function mark(element) {
  unmark();
  element.setAttribute('data-opas-mark', '');
  const timer = setTimeout(() => unmark(), MARKED_MS);
  unmark = () => {
    clearTimeout(timer);
    element.removeAttribute('data-opas-mark');
  };
}
