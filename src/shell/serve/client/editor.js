// Opens a place of a source file in the author's editor.

import { blockAt, sourceOf } from './place.js';

/**
 * Asks the server to open the editor, or goes where it says.
 * @returns {Promise<string>} what happened, for the author
 */
export async function openEditor({ file, line, column }, token) {
  const where = `${file}, line ${line ?? 1}`;
  try {
    const response = await fetch('/_opas/open', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-opas-token': token },
      body: JSON.stringify({ file, line: line ?? 1, column: column ?? 1 }),
    });
    if (response.status === 204) return `Opened ${where}`;
    if (!response.ok) return `Not opened: ${(await response.text()).trim() || `the server answered ${response.status}`}`;
    const { url } = await response.json();
    location.href = url;
    return `Opening ${where}`;
  } catch {
    return `Not opened: there is no connection to opas`;
  }
}

/**
 * Alt+click opens the source of the block that is clicked, Alt+Shift+E that of the block with the
 * focus or the caret, or else of the page. Both are free: screen readers use Insert, Caps Lock or
 * Ctrl+Option, browsers use Alt+Shift with other letters, and Ctrl+Alt is AltGr on our keyboards.
 * @param {() => string} pageFile   file of the page that is shown
 * @param {(place: {file: string, line: number}) => void} open
 */
export function listenForEditing(pageFile, open) {
  document.addEventListener('click', (event) => {
    if (!event.altKey || event.button !== 0) return;
    const block = blockAt(event.target);
    if (!block) return;
    // Otherwise a link would be saved.
    event.preventDefault();
    event.stopPropagation();
    open(sourceOf(block, pageFile()));
  }, true);
  document.addEventListener('keydown', (event) => {
    if (event.code !== 'KeyE' || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const block = blockAt(document.activeElement) ?? blockAt(getSelection()?.anchorNode);
    const place = block ? sourceOf(block, pageFile()) : { file: pageFile(), line: 1 };
    if (place.file) open(place);
  });
}
