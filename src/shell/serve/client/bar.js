// The bar at the bottom: the state of the page, what is wrong with it, its languages.

import { editButton } from './card.js';
import { count, counts, el, prose } from './dom.js';
import { older } from './fresh.js';

const SEVERITIES = { error: 'Error', warning: 'Warning', hint: 'Hint' };
const STATES = { own: 'has its own text', fallback: 'shows the text of another language', missing: 'has no text' };

/**
 * The bar.
 * @param {object} state   of the page
 * @param {object} choices what the author has chosen: `isHidden`, `open` (name of a drawer or
 *                         null), `bringsIntoView`; and `isConnected`, `note`, `changes` of the
 *                         source of a translation
 * @param {(problem: object) => boolean} hasPlace  whether the page has a block for a problem
 */
export function bar(state, choices, hasPlace) {
  const here = problemsHere(state);
  const drawer = choices.isHidden ? null : drawers[choices.open]?.(state, choices, hasPlace);
  return el('section', { id: 'bar', class: choices.isHidden ? 'bar hidden' : 'bar', 'aria-label': 'Opas preview' },
    drawer && el('div', { id: 'drawer', class: 'drawer', role: 'group', tabindex: '0', 'aria-labelledby': `open-${choices.open}` }, drawer),
    el('div', { id: 'strip', class: 'strip' }, choices.isHidden ? hiddenStrip(state, choices) : strip(state, choices, here)));
}

function problemsHere(state) {
  return state.problems.filter((problem) => problem.here);
}

function hiddenStrip(state, choices) {
  return [
    !choices.isConnected && el('span', { class: 'away' }, 'Not connected'),
    el('button', { id: 'hide', type: 'button', 'data-act': 'hide', 'aria-expanded': 'false' },
      ['Opas', counts(state.counts)].filter(Boolean).join(': ')),
    choices.note && el('p', { class: 'note' }, choices.note),
  ];
}

function strip(state, choices, here) {
  const { page } = state;
  const missing = page?.languages.filter((language) => language.state !== 'own').length ?? 0;
  const opens = (name, text) => el('button', { id: `open-${name}`, type: 'button', 'data-act': 'open', 'data-name': name, 'aria-expanded': String(choices.open === name), 'aria-controls': choices.open === name && 'drawer' }, text);
  // What is older has a button of its own.
  const badges = (page?.badges ?? []).filter(({ kind }) => kind !== 'stale');
  const site = state.is_checking ? 'checking' : counts(state.counts);
  return [
    !choices.isConnected && el('span', { class: 'away' }, 'Not connected'),
    state.is_last_good && el('span', { class: 'away' }, 'Older version shown'),
    badges.length > 0 && el('ul', { class: 'badges' }, badges.map((badge) => el('li', { class: badge.kind }, badge.text))),
    page && opens('problems', counts(countsOf(here)) || 'No problems here'),
    page && opens('languages', `${count(page.languages.length, 'language')}${missing > 0 ? `, ${missing} without text` : ''}`),
    page?.freshness?.changed > 0 && opens('older', `${page.freshness.changed} of ${count(page.freshness.total, 'block')} older`),
    opens('page', page ? 'This page' : 'Preview'),
    el('a', { href: '/_opas/' }, site ? `All pages: ${site}` : 'All pages'),
    el('button', { id: 'hide', type: 'button', 'data-act': 'hide', 'aria-expanded': 'true' }, 'Hide'),
    choices.note && el('p', { class: 'note' }, choices.note),
  ];
}

function countsOf(problems) {
  const of = (severity) => problems.filter((problem) => problem.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), hints: of('hint') };
}

const drawers = {
  problems,
  languages,
  page: pageFacts,
  older: (state, { changes }) => (state.page?.freshness?.changed > 0 ? older(state, changes) : null),
};

function problems(state, choices, hasPlace) {
  const here = problemsHere(state);
  if (here.length === 0) return [el('p', {}, 'Nothing is wrong on this page.')];
  return [el('ul', { class: 'problems' }, here.map((problem, index) => {
    const words = [el('strong', {}, `${SEVERITIES[problem.severity] ?? problem.severity}: `), ...prose(problem.message)];
    const place = state.problems.indexOf(problem);
    return el('li', { id: `problem-${index}` },
      hasPlace(problem) ? el('button', { id: `problem-go-${index}`, class: 'go', type: 'button', 'data-act': 'go', 'data-index': place }, words) : el('p', {}, words),
      problem.file && editButton(`problem-edit-${index}`, problem));
  }))];
}

function languages({ page }) {
  return [el('ul', { class: 'languages' }, page.languages.map(({ code, name, url, state, current }) => {
    const label = el('span', { lang: code }, name);
    const isLink = url && !current;
    return el('li', { id: `language-${code}` },
      isLink ? el('a', { href: url, hreflang: code }, label) : el('strong', {}, label),
      el('span', {}, `${current ? 'this page, ' : ''}${STATES[state] ?? state}`),
      !current && el('a', { href: `?pair=${encodeURIComponent(code)}` }, 'Side by side', el('span', { class: 'unseen' }, ' with ', el('span', { lang: code }, name))));
  }))];
}

function pageFacts({ page, counts: site }, { bringsIntoView }) {
  const details = page?.badges.filter(({ detail }) => detail) ?? [];
  return [
    page && el('p', {}, `${page.file}, ${count(page.words, 'word')}${page.lix ? `, LIX ${page.lix}` : ''}`),
    details.map(({ text, detail }) => el('p', {}, el('strong', {}, `${text}: `), prose(detail))),
    el('p', {}, `The whole site: ${counts(site) || 'no problems'}.`),
    page && el('p', {}, el('button', { id: 'edit-page', type: 'button', 'data-act': 'edit', 'data-file': page.file, 'data-line': 1 }, 'Open source of this page')),
    el('p', {}, el('label', {}, el('input', { id: 'bring', type: 'checkbox', 'data-act': 'bring', checked: bringsIntoView }), 'Bring what I save into view')),
    el('p', { class: 'help' }, el('kbd', {}, 'Alt'), ' and a click on a text opens its source. ',
      el('kbd', {}, 'Alt'), '+', el('kbd', {}, 'Shift'), '+', el('kbd', {}, 'E'),
      ' opens the source of the text that has the focus or the caret. ', el('kbd', {}, 'Esc'), ' closes what lies over the page.'),
  ];
}
