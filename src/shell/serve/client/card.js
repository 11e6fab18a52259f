// The card of errors: what is wrong, where, and what to do about it.

import { count, el, prose } from './dom.js';

/** A longer line is cut around the place that is meant. */
const LONGEST_BEFORE = 40;
const LONGEST_LINE = 110;

/** The errors of a state. */
export function errorsOf(state) {
  return state.problems.filter(({ severity }) => severity === 'error');
}

export function titleOf(state) {
  return count(Math.max(errorsOf(state).length, state.counts.errors), 'problem');
}

/** The card of a state that has errors. */
export function card(state) {
  const errors = errorsOf(state);
  const hidden = state.counts.errors - errors.length;
  return el('section', { id: 'card', class: 'card', 'aria-labelledby': 'card-title' },
    el('header', { class: 'card-head' },
      el('h2', { id: 'card-title' }, titleOf(state)),
      el('button', { id: 'card-close', type: 'button', 'data-act': 'close-card', 'aria-keyshortcuts': 'Escape' }, 'Close')),
    el('div', { id: 'card-body', class: 'card-body', tabindex: '0', role: 'group', 'aria-labelledby': 'card-title' },
      state.is_last_good && el('p', {}, 'You see the last version of this page that could be shown.'),
      el('ol', { class: 'errors' }, errors.map(error)),
      hidden > 0 && el('p', {}, el('a', { href: '/_opas/' }, `${count(hidden, 'more problem')} on other pages`))));
}

function error(problem, index) {
  const { file, line, column, message, help, here, url } = problem;
  const where = [file, line && `line ${line}`, line && column && `column ${column}`].filter(Boolean).join(', ');
  return el('li', { id: `error-${index}` },
    el('p', { class: 'message' }, prose(message)),
    where && el('p', { class: 'where' }, where),
    sourceLine(problem, index),
    (help ?? []).map((cure) => el('p', { class: 'cure' }, el('strong', {}, 'To do: '), prose(cure))),
    el('p', { class: 'acts' },
      file && editButton(`error-edit-${index}`, problem),
      !here && url && el('a', { href: url }, `Go to the page ${decodeURI(url)}`)));
}

/** A button that opens the place of a problem in the editor. */
export function editButton(id, { file, line, column }) {
  const name = `Open in editor: ${file}${line ? `, line ${line}` : ''}`;
  return el('button', { id, type: 'button', 'data-act': 'edit', 'data-file': file, 'data-line': line, 'data-column': column, 'aria-label': name }, 'Open in editor');
}

/** The line as it stands in the file, and the caret below the place that is meant. */
function sourceLine({ text, caret_start, caret_length, line }, index) {
  if (typeof text !== 'string') return null;
  const { before, meant, after } = cut([...text], caret_start, Math.max(caret_length, 1));
  // Tabs stay tabs, so that both lines are spaced alike.
  const indent = before.replace(/[^\t]/g, ' ');
  return el('pre', { id: `error-source-${index}`, class: 'source', role: 'group', 'aria-label': line ? `Line ${line}` : 'Line' },
    el('code', {}, before, el('mark', {}, meant), after),
    el('span', { class: 'caret', 'aria-hidden': 'true' }, `\n${indent}${'^'.repeat([...meant].length || 1)}`));
}

function cut(characters, start, length) {
  const first = start > LONGEST_BEFORE ? start - LONGEST_BEFORE / 2 : 0;
  const end = Math.min(start + length, first + LONGEST_LINE);
  const last = Math.max(first + LONGEST_LINE, end);
  return {
    before: (first > 0 ? '… ' : '') + characters.slice(first, start).join(''),
    meant: characters.slice(start, end).join(''),
    after: characters.slice(end, last).join('') + (characters.length > last ? ' …' : ''),
  };
}
