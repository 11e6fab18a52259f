// Which block of a text answers to which block of its translation.
//
// Headings with the same id (the ids are the same in all languages) divide both texts into
// sections. Within a section blocks follow each other in order; a translation is about as long as
// its original, which tells which one of several is missing (Gale and Church 1993).

/** What a block without a counterpart costs; two of them cost more than the worst pair. */
const ALONE = 0.6;
const WORST_PAIR = 1.1;

/** Elements that hold blocks and are none themselves. */
const HOLDERS = /^(ul|ol|div|section|details|article|header)$/;

/**
 * The blocks of a page's text in order: headings, paragraphs, entries of lists, tables ...
 * @returns {{element: Element, kind: string, id: string, length: number}[]}
 */
export function blocksOf(page) {
  const root = page.querySelector('main') ?? page.body;
  const found = [];
  const walk = (element) => {
    for (const child of element.children) {
      if (child.hasAttribute('data-opas')) continue;
      const isBlock = child.hasAttribute('data-opas-line') && !HOLDERS.test(child.localName);
      if (isBlock || child.localName === 'h1' || child.localName === 'summary') found.push(describe(child));
      else walk(child);
    }
  };
  walk(root);
  return found;
}

function describe(element) {
  const isHeading = /^h[1-6]$/.test(element.localName);
  // There is one title on a page, whatever it says.
  const id = element.localName === 'h1' ? 'h1' : isHeading && !element.id.startsWith('opas-') ? element.id : '';
  return { element, kind: element.localName, id, length: element.textContent.trim().length };
}

/**
 * Pairs the blocks of two pages.
 * @returns {{left: object | null, right: object | null}[]}  in the order of both texts
 */
export function align(left, right) {
  const rows = [];
  const same = pair(left.filter(hasId), right.filter(hasId), (a, b) => (a.id === b.id ? 0 : Infinity));
  let [l, r] = [0, 0];
  const section = (nextL, nextR) => {
    rows.push(...pair(left.slice(l, nextL), right.slice(r, nextR), costOf));
    [l, r] = [nextL, nextR];
  };
  for (const anchor of same.filter((row) => row.left && row.right)) {
    section(left.indexOf(anchor.left), right.indexOf(anchor.right));
    rows.push(anchor);
    [l, r] = [l + 1, r + 1];
  }
  section(left.length, right.length);
  return rows;
}

function hasId(block) {
  return block.id !== '';
}

function costOf(a, b) {
  if (a.kind !== b.kind || (a.id && b.id && a.id !== b.id)) return Infinity;
  return Math.min(Math.abs(Math.log((a.length + 10) / (b.length + 10))) / 2, WORST_PAIR);
}

/** The cheapest way to walk through both lists: pairs, and blocks that stand alone. */
function pair(left, right, cost) {
  const best = Array.from({ length: left.length + 1 }, () => new Array(right.length + 1).fill(0));
  for (let i = left.length; i >= 0; i -= 1) {
    for (let j = right.length; j >= 0; j -= 1) {
      if (i === left.length || j === right.length) best[i][j] = (left.length - i + right.length - j) * ALONE;
      else best[i][j] = Math.min(cost(left[i], right[j]) + best[i + 1][j + 1], ALONE + best[i + 1][j], ALONE + best[i][j + 1]);
    }
  }
  const rows = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const isPair = i < left.length && j < right.length && cost(left[i], right[j]) + best[i + 1][j + 1] <= best[i][j];
    const isLeftAlone = !isPair && i < left.length && (j === right.length || ALONE + best[i + 1][j] <= best[i][j]);
    rows.push({ left: isPair || isLeftAlone ? left[i++] : null, right: isPair || !isLeftAlone ? right[j++] : null });
  }
  return rows;
}

/**
 * Blocks without a counterpart that follow each other, as one difference.
 * @returns {{side: 'left' | 'right', blocks: object[], before: object | null, after: object | null}[]}
 *          `before` and `after`: the paired rows around it
 */
export function differences(rows) {
  const found = [];
  let before = null;
  for (const row of rows) {
    if (row.left && row.right) {
      for (const difference of found) difference.after ??= row;
      before = row;
      continue;
    }
    const side = row.left ? 'left' : 'right';
    const last = found.findLast((difference) => difference.side === side);
    if (last && last.before === before) last.blocks.push(row[side]);
    else found.push({ side, blocks: [row[side]], before, after: null });
  }
  return found;
}
