// A text and its translation side by side: level block by block, scrolled together, with what is
// missing on either side.

import { align, blocksOf, differences } from './align.js';
import { count, el } from './dom.js';
import { openEditor } from './editor.js';
import { listen } from './events.js';
import { flatten, level } from './gaps.js';
import { clear, write } from './notes.js';
import { createPanel } from './panel.js';
import { fetchState, readState } from './state.js';

const { left, right, leftName, rightName, rightState, leftCode, rightCode } = document.body.dataset;
const names = { left: leftName, right: rightName };
const NOTHING_TO_COMPARE = {
  missing: `${rightName} has no text of this page yet.`,
  fallback: `${rightName} has no text of its own: its page shows the text of another language.`,
};

const summary = el('p', { id: 'summary', role: 'status' });
const said = el('p', { id: 'said', role: 'status' });
const steps = ['Previous', 'Next'].map((word) => el('button', { type: 'button', disabled: true }, `${word} difference`));
const frames = { left: pane('left', left, leftName, leftCode) };
if (right) frames.right = pane('right', right, rightName, rightCode);

document.body.prepend(
  el('header', {},
    el('h1', {}, el('span', { lang: leftCode }, leftName), ' and ', el('span', { lang: rightCode }, rightName), ' side by side'),
    summary,
    el('p', { class: 'acts' }, steps, el('a', { href: left }, `Back to ${leftName}`), el('a', { href: '/_opas/' }, 'All pages')),
    said),
  el('main', {}, ['left', 'right'].map((side) => el('section', { 'aria-labelledby': `name-${side}` },
    el('h2', { id: `name-${side}`, lang: side === 'left' ? leftCode : rightCode }, names[side]),
    frames[side] ?? el('p', { class: 'empty' }, NOTHING_TO_COMPARE.missing)))));

function pane(side, address, name, code) {
  return el('iframe', { id: side, src: `${address}?opas=bare`, title: `Page in ${name}`, 'data-code': code });
}

/** The notes of all differences, in order, and the one that was gone to last. */
let shown = [];
let current = -1;

const pageOf = (side) => frames[side].contentDocument;
const sides = Object.keys(frames);
const isComparable = sides.length === 2 && !(rightState in NOTHING_TO_COMPARE);

/** Compares again and levels; needs both pages. */
function compare() {
  if (!isComparable) {
    summary.textContent = NOTHING_TO_COMPARE[rightState] ?? '';
    return;
  }
  const pages = { left: pageOf('left'), right: pageOf('right') };
  if (sides.some((side) => !pages[side]?.querySelector('#opas-state'))) return;
  const y = frames[leader].contentWindow.scrollY;
  for (const side of sides) {
    clear(pages[side]);
    flatten(pages[side]);
  }
  const rows = align(blocksOf(pages.left), blocksOf(pages.right));
  const found = differences(rows);
  shown = found.map((difference) => ({ difference, notes: write(difference, names, pages) }));
  tell(found);
  levelRows(rows);
  for (const side of sides) {
    frames[side].contentWindow.scrollTo({ top: y, behavior: 'instant' });
    put[side] = frames[side].contentWindow.scrollY;
  }
}

function tell(found) {
  const alone = (side) => found.filter((one) => one.side === side).reduce((sum, one) => sum + one.blocks.length, 0);
  const sentence = (side, other) => {
    const n = alone(side);
    return n > 0 && `${count(n, 'block')} of ${names[side]} ${n === 1 ? 'has' : 'have'} no counterpart in ${names[other]}.`;
  };
  const text = [sentence('left', 'right'), sentence('right', 'left')].filter(Boolean).join(' ') || 'Every block has its counterpart.';
  if (summary.textContent !== text) summary.textContent = text;
  for (const step of steps) step.disabled = found.length === 0;
  current = Math.min(current, found.length - 1);
}

/** Pairs of blocks and pairs of notes, in the order in which they stand on the page. */
function levelRows(rows) {
  const paired = rows.filter((row) => row.left && row.right).map((row) => ({ left: row.left.element, right: row.right.element }));
  const all = [...paired, ...shown.map(({ notes }) => notes)];
  const follows = (a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1);
  const ordered = all.sort((a, b) => follows(a.left, b.left));
  // What stands the other way round in the right pane cannot be level.
  level(ordered.filter(({ right: element }, index) => ordered.slice(0, index).every((earlier) => follows(earlier.right, element) < 0)));
}

/** Goes to a difference, in both panes. */
function go(by) {
  if (shown.length === 0) return;
  current = current < 0 && by < 0 ? shown.length - 1 : (current + by + shown.length) % shown.length;
  const { side, blocks } = shown[current].difference;
  for (const up of sides) openAround(shown[current].notes[up]);
  compare();
  shown[current].notes[side].scrollIntoView({ block: 'center', behavior: 'instant' });
  follow(side);
  const other = side === 'left' ? 'right' : 'left';
  said.textContent = `Difference ${current + 1} of ${shown.length}: ${count(blocks.length, 'block')} of ${names[side]} missing in ${names[other]}`;
}

function openAround(element) {
  for (let up = element.closest('details'); up; up = up.parentElement?.closest('details')) up.open = true;
}

let planned = 0;
function levelAgain() {
  cancelAnimationFrame(planned);
  planned = requestAnimationFrame(compare);
}

/** Where each pane was put by the other one. */
const put = { left: 0, right: 0 };
let leader = 'left';

/** The pane that is scrolled leads; what it moves does not answer. */
function follow(side) {
  const other = side === 'left' ? 'right' : 'left';
  const { scrollY: y } = frames[side].contentWindow;
  if (!frames[other] || Math.abs(y - put[side]) < 2) return;
  leader = side;
  put[side] = y;
  frames[other].contentWindow.scrollTo({ top: y, behavior: 'instant' });
  put[other] = frames[other].contentWindow.scrollY;
}

function attend(side) {
  const page = pageOf(side);
  frames[side].contentWindow.addEventListener('scroll', () => follow(side), { passive: true });
  frames[side].contentWindow.addEventListener('resize', levelAgain);
  page.addEventListener('opas-updated', compare);
  page.addEventListener('opas-say', ({ detail }) => (said.textContent = detail));
  page.addEventListener('toggle', levelAgain, true);
  page.addEventListener('load', levelAgain, true);
  page.fonts?.ready.then(levelAgain);
  compare();
}

for (const side of sides) frames[side].addEventListener('load', () => attend(side));
steps[0].addEventListener('click', () => go(-1));
steps[1].addEventListener('click', () => go(1));

// The problems of the site are in the state of either page.
let state = readState(document);
const panel = createPanel(state, async (place) => panel.say(await openEditor(place, state.token)));
listen(async ({ type, generation, session }) => {
  if (type !== 'findings' && session === state.session && generation === state.generation) return;
  try {
    state = await fetchState(left);
    panel.show(state);
  } catch {
    // The next event tries again.
  }
}, panel.connection);
