// Title, languages, notes for machines and style sheets of the page.

const LONGEST_WAIT_MS = 4000;
const SHEETS = 'link[rel~="stylesheet"]:not([data-opas])';
const REST = 'meta, base, style, link:not([rel~="stylesheet"]), script[type$="json"]';

/** Takes over everything but style sheets and scripts. */
export function takeHead(next) {
  if (document.title !== next.title) document.title = next.title;
  takeRootAttributes(next.documentElement);
  const wanted = new Map([...next.head.querySelectorAll(REST)].map((node) => [node.outerHTML, node]));
  for (const node of document.head.querySelectorAll(REST)) {
    if (node.hasAttribute('data-opas')) continue;
    if (!wanted.delete(node.outerHTML)) node.remove();
  }
  for (const node of wanted.values()) document.head.append(document.importNode(node, true));
}

function takeRootAttributes(next) {
  const root = document.documentElement;
  for (const { name, value } of next.attributes) if (root.getAttribute(name) !== value) root.setAttribute(name, value);
  for (const name of ['lang', 'dir']) if (!next.hasAttribute(name)) root.removeAttribute(name);
}

/**
 * Loads the style sheets that are new, and only then takes off those that have gone.
 * @param {boolean} isStyleChange   something is known to have changed: when no address did, the
 *                                  sheets are loaded again
 */
export async function takeStyles(next, isStyleChange) {
  const old = [...document.querySelectorAll(SHEETS)];
  const fresh = [...next.querySelectorAll(SHEETS)];
  const isSame = fresh.every((sheet) => old.some((other) => addressOf(other) === addressOf(sheet)));
  const reloads = isSame && isStyleChange;
  if (isSame && !reloads && fresh.length === old.length) return;

  const loading = [];
  const kept = new Set();
  let previous = null;
  for (const sheet of fresh) {
    let here = reloads ? null : old.find((other) => addressOf(other) === addressOf(sheet));
    if (!here) {
      here = reloads ? again(sheet) : document.importNode(sheet);
      loading.push(loaded(here));
      if (previous) previous.after(here);
      else if (old.length > 0) old[0].before(here);
      else document.head.append(here);
    }
    kept.add(here);
    previous = here;
  }
  await Promise.all(loading);
  for (const sheet of old) if (!kept.has(sheet)) sheet.remove();
}

/** The address that the server gave, and for which media. */
function addressOf(sheet) {
  return `${sheet.dataset.opasHref ?? sheet.getAttribute('href')} ${sheet.media}`;
}

/** A copy under an address that no cache knows. */
function again(sheet) {
  const copy = document.importNode(sheet);
  const href = sheet.getAttribute('href');
  copy.dataset.opasHref = href;
  copy.setAttribute('href', `${href}${href.includes('?') ? '&' : '?'}opas=${Date.now()}`);
  return copy;
}

function loaded(sheet) {
  return new Promise((resolve) => {
    sheet.addEventListener('load', resolve);
    sheet.addEventListener('error', resolve);
    setTimeout(resolve, LONGEST_WAIT_MS);
  });
}
