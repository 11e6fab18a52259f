// Chooses the pages for the slow checks: all of a small site, and of a large one those that
// together show every kind of element, in every language. The same site gives the same choice.

/** What the environment allows, for sites whose pages are much alike: the golden sites. */
const ALLOWED = Number(process.env.OPAS_PAGES ?? Infinity);

/** At most this many pages are looked at by the slow checks. */
const MOST = Math.min(60, ALLOWED);

/** At most this many are looked at by the checks that open every page of a smaller site. */
export const MANY = Math.min(120, ALLOWED);

/** @param {import('./site.js').Page[]} pages */
export function choose(pages, most = MOST) {
  if (pages.length <= most) return pages;
  const left = new Map(pages.map((page) => [page, sightsOf(page)]));
  const seen = new Set();
  const chosen = new Set();
  while (chosen.size < most) {
    let best = null;
    let mostNew = 0;
    for (const [page, sights] of left) {
      for (const sight of sights) if (seen.has(sight)) sights.delete(sight);
      if (sights.size > mostNew) [best, mostNew] = [page, sights.size];
    }
    if (!best) break;
    for (const sight of left.get(best)) seen.add(sight);
    chosen.add(best);
    left.delete(best);
  }
  // What room is left goes to pages spread over the whole site.
  const rest = [...left.keys()];
  const room = most - chosen.size;
  for (let i = 0; i < room; i++) chosen.add(rest[Math.floor((i * rest.length) / room)]);
  return pages.filter((page) => chosen.has(page));
}

/** What a reader can see on a page: its kind, and each element name with each of its classes. */
function sightsOf({ kind, document }) {
  const sights = new Set([`${document.lang} ${kind}`]);
  for (const { name, attributes } of document.elements) {
    for (const word of ['', ...(attributes.class ?? '').split(/\s+/)]) sights.add(`${document.lang} ${name}.${word}`);
  }
  return sights;
}
