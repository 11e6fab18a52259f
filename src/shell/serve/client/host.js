// The element that holds bar and card: last in the page, with styles of its own, and with room
// below the text, so that nothing of the page stays covered.

import { el } from './dom.js';

/** Pixels between the panel and what has the focus. */
const GAP = 8;

/** Makes the host with an empty panel and a place for announcements. */
export function makeHost() {
  const host = el('opas-preview', { id: 'opas-preview', 'data-opas': true, lang: 'en', dir: 'ltr' });
  const root = host.attachShadow({ mode: 'open' });
  const speaker = el('p', { class: 'unseen', role: 'status' });
  root.append(el('div', { id: 'panel' }), speaker);
  document.body.append(host);
  return { host, root, speaker };
}

/** Loads the styles of the panel; nothing is shown without them. */
export async function dress(root) {
  const response = await fetch('/_opas/panel.css');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  root.adoptedStyleSheets = [sheet];
}

/**
 * Keeps room for the panel at the end of the page, and the focus in sight.
 * @returns {() => void} measures again
 */
export function makeRoom(host, root) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  const covered = () => Math.max(0, ...parts(root).map((part) => innerHeight - part.getBoundingClientRect().top));

  const uncover = () => {
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused === host) return;
    const box = focused.getBoundingClientRect();
    const excess = box.bottom + GAP - (innerHeight - covered());
    // A tall one is shown from its beginning.
    if (covered() > 0 && box.top < innerHeight && excess > 0) scrollBy({ top: Math.min(excess, Math.max(box.top - GAP, 0)), behavior: 'instant' });
  };
  const measure = () => {
    // A line that is too long is scrolled, with the keyboard, too.
    for (const line of root.querySelectorAll('.source')) {
      if (line.scrollWidth > line.clientWidth) line.tabIndex = 0;
      else line.removeAttribute('tabindex');
    }
    const height = Math.ceil(covered());
    host.style.setProperty('--height', `${height}px`);
    sheet.replaceSync(`@media screen { html { scroll-padding-block-end: ${height + GAP}px !important } }`);
    uncover();
  };
  new ResizeObserver(measure).observe(root.getElementById('panel'));
  addEventListener('resize', measure);
  document.addEventListener('focusin', () => requestAnimationFrame(uncover));
  return measure;
}

/** What lies over the page; in a low window the bar stands below the text instead. */
function parts(root) {
  const isFixed = (element) => element && getComputedStyle(element).position === 'fixed';
  const [panel, card, bar] = ['panel', 'card', 'bar'].map((id) => root.getElementById(id));
  if (isFixed(panel)) return [card, bar].filter(Boolean);
  return [card].filter(isFixed);
}
