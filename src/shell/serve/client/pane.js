// The page as a pane of the side-by-side view: no bar, no card; links lead the whole window.

import { recall } from './memory.js';

/** Has the same face as the panel of `panel.js`, and hands on what there is to say. */
export function createPane(state) {
  let bringsIntoView = state.bring_into_view;
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented || link.target || link.hasAttribute('download')) return;
    const isHere = link.origin === location.origin && link.pathname === location.pathname && link.hash;
    if (isHere) return;
    event.preventDefault();
    window.top.location.href = link.href;
  });
  return {
    show: (next) => (bringsIntoView = next.bring_into_view),
    connection: () => {},
    say: (text) => document.dispatchEvent(new CustomEvent('opas-say', { detail: text })),
    bringsIntoView: () => recall().bringsIntoView ?? bringsIntoView,
  };
}
