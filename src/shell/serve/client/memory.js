// What the author chose in this tab. It lives in the name of the window: that is kept from page
// to page, goes with the tab, and is no storage.

const PREFIX = 'opas ';

/** The choices made in this tab; a pane asks the window that it is a part of. */
export function recall() {
  const { name } = window.top;
  if (!name.startsWith(PREFIX)) return {};
  try {
    return JSON.parse(name.slice(PREFIX.length));
  } catch {
    return {};
  }
}

/** Adds choices to those made; leaves a window alone that somebody else has named. */
export function remember(choices) {
  if (window.name && !window.name.startsWith(PREFIX)) return;
  window.name = PREFIX + JSON.stringify({ ...recall(), ...choices });
}
