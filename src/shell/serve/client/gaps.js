// Space before blocks, so that those that belong together begin at the same height.

const MOST_ROUNDS = 5;

/**
 * Levels the two sides of all rows.
 * @param {{left: Element | null, right: Element | null}[]} rows  in order
 */
export function level(rows) {
  const pairs = rows.filter(({ left, right }) => isSeen(left) && isSeen(right));
  const gaps = new Map();
  // Margins collapse, so that a gap may do less than it says: what is left over goes into the
  // next round.
  for (let round = 0; round < MOST_ROUNDS && adjust(pairs, gaps); round += 1) apply(gaps);
}

/** Takes all gaps away. */
export function flatten(page) {
  for (const element of page.querySelectorAll('[data-opas-gap]')) {
    element.style.removeProperty('margin-block-start');
    if (element.getAttribute('style') === '') element.removeAttribute('style');
    element.removeAttribute('data-opas-gap');
  }
}

function isSeen(element) {
  return element !== null && element.getClientRects().length > 0;
}

/** Measures all, and corrects the gaps from the top down; false when all is level. */
function adjust(pairs, gaps) {
  const measured = pairs.map(({ left, right }) => [topOf(left), topOf(right)]);
  let [movedLeft, movedRight] = [0, 0];
  let isChanged = false;
  pairs.forEach(({ left, right }, index) => {
    const [leftTop, rightTop] = measured[index];
    const excess = leftTop + movedLeft - (rightTop + movedRight);
    if (Math.abs(excess) < 1) return;
    isChanged = true;
    const [low, high] = excess > 0 ? [left, right] : [right, left];
    // A gap that is too large shrinks before another one grows.
    const shrunk = Math.min(gaps.get(low)?.size ?? 0, Math.abs(excess));
    const grown = Math.abs(excess) - shrunk;
    if (shrunk > 0) change(gaps, low, -shrunk);
    if (grown > 0) change(gaps, high, grown);
    if (excess > 0) [movedLeft, movedRight] = [movedLeft - shrunk, movedRight + grown];
    else [movedLeft, movedRight] = [movedLeft + grown, movedRight - shrunk];
  });
  return isChanged;
}

function topOf(element) {
  return element.getBoundingClientRect().top + element.ownerDocument.defaultView.scrollY;
}

function change(gaps, element, by) {
  const gap = gaps.get(element) ?? { size: 0, margin: marginBefore(element) };
  gaps.set(element, { ...gap, size: gap.size + by });
}

/** The space that is there already: the larger one of two margins that collapse. */
function marginBefore(element) {
  const pixels = (node, side) => (node ? parseFloat(getComputedStyle(node)[side]) || 0 : 0);
  return Math.max(pixels(element, 'marginBlockStart'), pixels(element.previousElementSibling, 'marginBlockEnd'));
}

function apply(gaps) {
  for (const [element, { size, margin }] of gaps) {
    element.setAttribute('data-opas-gap', '');
    element.style.setProperty('margin-block-start', `${margin + size}px`, 'important');
  }
}
