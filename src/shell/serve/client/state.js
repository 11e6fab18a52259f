// The state of the preview, as the server writes it into a page or gives it alone.

/** The state in a page, or null when the page has none. */
export function readState(page) {
  const script = page.getElementById('opas-state');
  try {
    return script && JSON.parse(script.textContent);
  } catch {
    return null;
  }
}

/** Asks for the state of the page at a path. */
export async function fetchState(path) {
  const response = await fetch(`/_opas/state?path=${encodeURIComponent(path)}`, { cache: 'no-store' });
  if (!response.ok) throw new Error(`the state of the page could not be read (${response.status})`);
  return response.json();
}
