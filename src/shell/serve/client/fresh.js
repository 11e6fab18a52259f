// A translation that is older than its source: marks on the page, and what has changed, word by word.

import { el, prose } from './dom.js';
import { findBlock } from './place.js';

const MARK = 'data-opas-older';

/** The blocks of the page that were made from an older source. */
function olderBlocks({ page }) {
  const lines = page?.freshness?.lines ?? [];
  return new Set(lines.map((line) => findBlock({ file: page.file, line }, page.file)).filter(Boolean));
}

/** Marks these blocks, and no others. */
export function markOlder(state) {
  const older = olderBlocks(state);
  for (const block of document.querySelectorAll(`[${MARK}]`)) if (!older.has(block)) block.removeAttribute(MARK);
  for (const block of older) block.setAttribute(MARK, '');
}

/**
 * Calls `open` when a marked block is clicked, unless the click does something else there.
 * @param {() => void} open
 */
export function listenForOlder(open) {
  document.addEventListener('click', (event) => {
    const block = event.target.closest?.(`[${MARK}]`);
    const isPlain = event.button === 0 && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const isSelecting = String(getSelection()) !== '';
    if (block && isPlain && !isSelecting && !event.defaultPrevented && !event.target.closest('a, button, summary, input, select, textarea, label')) open();
  });
}

/** Fetches what has changed; nothing when the server has nothing to say. */
export async function fetchChanges(path) {
  const response = await fetch(`/_opas/translation?path=${encodeURIComponent(path)}`, { cache: 'no-store' });
  return response.ok ? response.json() : null;
}

/**
 * The changes as a list for the bar.
 * @param {object|null} changes  as the server tells them; nothing while they are fetched
 */
export function older({ page }, changes) {
  const { accepted, source } = page.freshness;
  return [
    el('p', {}, el('code', {}, source), accepted ? ` has changed since ${accepted}, when this translation was accepted.` : ' is the source of this translation.'),
    !changes && el('p', {}, 'Looking for what has changed.'),
    changes?.why_not && el('p', {}, prose(`What it said before is not known: ${changes.why_not}.`)),
    changes && el('ol', { class: 'older' }, changes.changes.map((change, index) => item(change, index, page))),
  ];
}

function item({ kind, source_line, pieces, is_known, translation }, index, page) {
  const place = source_line ? `Line ${source_line}, ${kind}` : `A ${kind} that is gone`;
  return el('li', { id: `older-${index}` },
    el('p', {}, el('strong', {}, `${place}: `), pieces.map((piece) => [words(piece, is_known), ' '])),
    translation && el('p', { lang: page.lang },
      el('button', { id: `older-go-${index}`, class: 'go', type: 'button', 'data-act': 'line', 'data-line': translation.line }, translation.words)));
}

function words({ state, words: text }, isKnown) {
  if (state === 'gone') return el('del', {}, text);
  return state === 'new' && isKnown ? el('ins', {}, text) : text;
}
