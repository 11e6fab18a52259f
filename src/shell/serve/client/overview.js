// The overview of all pages: filters, and rows that follow what is saved.

import { count, el } from './dom.js';
import { openEditor } from './editor.js';
import { listen } from './events.js';
import { oneAtATime } from './jobs.js';
import { morph } from './morph.js';
import { createPanel } from './panel.js';
import { readState } from './state.js';

const table = document.getElementById('opas-items');
const rows = () => [...table.tBodies[0].rows];

const text = el('input', { id: 'filter-text', type: 'search', autocomplete: 'off' });
const language = el('select', { id: 'filter-language' });
const findings = el('input', { id: 'filter-findings', type: 'checkbox' });
const status = el('p', { id: 'filter-status', role: 'status' });

table.before(el('form', { class: 'filters', role: 'search', 'aria-label': 'Pages' },
  el('label', {}, 'Words in title or key ', text),
  el('label', {}, 'Language ', language),
  el('label', { class: 'check' }, findings, 'Only with problems'),
  status));

// A narrow window scrolls the table and not the page.
const scroller = el('div', { class: 'scroller', role: 'region', 'aria-label': 'Table of all pages', tabindex: '0' });
table.replaceWith(scroller);
scroller.append(table);

/** The states that occur, as choices: "Svenska: missing". */
function fillLanguages() {
  const states = new Set(rows().flatMap((row) => row.dataset.states.split(' ').filter(Boolean)));
  const kept = language.value;
  const options = [...states].sort().map((pair) => {
    const [code, state] = pair.split(':');
    return el('option', { value: pair }, `${nameOf(code)}: ${state}`);
  });
  language.replaceChildren(el('option', { value: '' }, 'All states'), ...options);
  language.value = states.has(kept) ? kept : '';
}

function nameOf(code) {
  return table.tHead?.querySelector(`[data-code="${CSS.escape(code)}"]`)?.textContent.trim() ?? code;
}

function filter() {
  const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const all = rows();
  for (const row of all) {
    const { text: said, states, findings: found } = row.dataset;
    const hasWords = words.every((word) => said.includes(word));
    const hasState = !language.value || states.split(' ').includes(language.value);
    row.hidden = !(hasWords && hasState && (!findings.checked || Number(found) > 0));
  }
  const shown = all.filter((row) => !row.hidden).length;
  const message = shown === all.length ? `All ${count(all.length, 'item')}` : `${shown} of ${count(all.length, 'item')}`;
  if (status.textContent !== message) status.textContent = message;
}

for (const control of [text, language, findings]) control.addEventListener('input', filter);
text.form.addEventListener('submit', (event) => event.preventDefault());
fillLanguages();
filter();

let state = readState(document);
const panel = state && createPanel(state, async (place) => panel.say(await openEditor(place, state.token)));

const renew = oneAtATime(async () => {
  try {
    const response = await fetch(location.href, { cache: 'no-store' });
    const next = new DOMParser().parseFromString(await response.text(), 'text/html');
    const body = next.getElementById('opas-items')?.tBodies[0];
    if (!body) return;
    morph(table.tBodies[0], body);
    fillLanguages();
    filter();
    state = readState(next);
    if (state) panel?.show(state);
  } catch {
    // The next event tries again.
  }
}, (earlier) => earlier);

listen((event) => {
  const isKnown = event.type === 'hello' && event.session === state?.session && event.generation === state.generation;
  if (!isKnown) renew({});
}, (isConnected) => panel?.connection(isConnected));
