// Questions that several checks ask inside a loaded page, as a person would with their eyes:
// is it visible, what does it say, how big is it. `openEyes` puts them into `window.eyes`.

/** Puts the questions into the page; works with scripts of the page switched off, too. */
export async function openEyes(tab) {
  await tab.evaluate(install);
}

/** Runs in the page: everything it uses must stand inside it. */
function install() {
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]';

  const isRightToLeft = getComputedStyle(document.documentElement).direction === 'rtl';

  /** Beyond the edge to which the page does not scroll: where skip links wait. */
  function isOffPage({ left, right, bottom }) {
    return bottom + scrollY <= 0 || (isRightToLeft ? left >= document.documentElement.clientWidth : right <= 0);
  }

  /** Rendered, not transparent, and bigger than the trick boxes of visually hidden text. */
  function isVisible(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      const { clipPath, clip, position, overflowX } = getComputedStyle(up);
      const box = up.getBoundingClientRect();
      if (isOffPage(box)) return false;
      if (overflowX !== 'visible' && (box.width <= 1 || box.height <= 1)) return false;
      if (clipPath === 'inset(50%)' || (position === 'absolute' && /^rect\((0px,? ?){4}\)$/.test(clip))) return false;
    }
    return true;
  }

  /** Elements that hold text of their own which a reader sees, with that text's nodes. */
  function textElements(root = document.body) {
    const found = new Map();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      if (node.data.trim() === '' || !isVisible(node.parentElement)) continue;
      found.set(node.parentElement, [...(found.get(node.parentElement) ?? []), node]);
    }
    return found;
  }

  /** A short path by which a person finds the element, and its opening tag. */
  function nameOf(element) {
    const parts = [];
    for (let up = element; up && up.localName !== 'html' && parts.length < 4; up = up.parentElement) {
      parts.unshift(up.id ? `#${up.id}` : up.localName + [...up.classList].map((c) => `.${c}`).join(''));
      if (up.id) break;
    }
    const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60);
    return `${parts.join(' > ')}${text ? `  "${text}"` : ''}`;
  }

  /** Every element that the Tab key should reach, in document order. */
  function controls() {
    const all = [...document.querySelectorAll(CONTROLS)].filter((element) => {
      if (element.tabIndex < 0 || element.disabled || element.closest('[inert]')) return false;
      return element.checkVisibility({ visibilityProperty: true });
    });
    // Of a group of radio buttons Tab reaches one: the chosen one, else the first.
    return all.filter((element) => {
      if (element.type !== 'radio' || !element.name) return true;
      const group = all.filter((e) => e.type === 'radio' && e.name === element.name && e.form === element.form);
      return element === (group.find((e) => e.checked) ?? group[0]);
    });
  }

  function openDetails() {
    for (const details of document.querySelectorAll('details')) {
      details.removeAttribute('name');
      details.open = true;
    }
  }

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

  /** Any CSS colour as red, green, blue (0 to 255) and alpha (0 to 1). */
  function rgba(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }

  /** What the eye sees behind an element: its backgrounds laid over each other, or `null` for a picture. */
  function backgroundOf(element) {
    const layers = [];
    for (let up = element; up; up = up.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(up);
      if (backgroundImage !== 'none') return null;
      layers.push(rgba(backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reduceRight(over, rgba('Canvas'));
  }

  function over(under, [red, green, blue, alpha]) {
    const mix = (top, bottom) => top * alpha + bottom * (1 - alpha);
    return [mix(red, under[0]), mix(green, under[1]), mix(blue, under[2]), 1];
  }

  /** Contrast of two opaque colours, by WCAG 2. */
  function contrast(one, other) {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }

  function luminance(colour) {
    const [red, green, blue] = colour.slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  window.eyes = { isVisible, textElements, nameOf, controls, openDetails, rgba, backgroundOf, over, contrast };
}
