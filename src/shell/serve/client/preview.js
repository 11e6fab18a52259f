// The live preview: keeps the page that is shown up to date, and puts the bar and the card of
// errors beside it. `?opas=bare` (a pane of the side-by-side view) shows the page alone.

import { listenForEditing, openEditor } from './editor.js';
import { listen } from './events.js';
import { takeHead, takeStyles } from './head.js';
import { oneAtATime } from './jobs.js';
import { morphBody, programs } from './morph.js';
import { createPanel } from './panel.js';
import { createPane } from './pane.js';
import { findBlock, showBlock } from './place.js';
import { fetchState, readState } from './state.js';

const isPane = new URLSearchParams(location.search).get('opas') === 'bare';
const programsRun = new Set(programs(document));

let state = readState(document);
/** The session that the server has told of last. */
let session = state.session;
/** The last try to read the page failed. */
let isBehind = false;

const view = isPane ? createPane(state) : createPanel(state, edit);

async function edit(place) {
  view.say(await openEditor(place, state.token));
}

const take = oneAtATime(async (job) => {
  try {
    if (isBehind) await takePage({ ...job, styles: false });
    else if (job.page) await takePage(job);
    else showState(await fetchState(state.page?.path ?? location.pathname));
  } catch (error) {
    // The next event, or the next connection, tries again.
    isBehind = true;
    console.warn('opas: not updated:', error);
  }
}, (earlier, later) => ({
  page: earlier.page || later.page,
  // Only styles changed if nothing else did in between.
  styles: (earlier.styles || !earlier.page) && (later.styles || !later.page),
  changed: later.changed ?? earlier.changed,
}));

function showState(next) {
  // On a page that cannot be rendered there is still the old one to be seen.
  state = { ...next, page: next.page ?? state.page };
  view.show(state);
}

async function takePage({ styles, changed }) {
  const address = location.pathname + location.search;
  const response = await fetch(address, { headers: { 'X-Opas-Preview': '1' }, cache: 'no-store' });
  if (response.redirected) return location.replace(response.url + location.hash);
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  const nextState = readState(next);
  if (!nextState) throw new Error(`the server answered ${response.status} without a state`);
  isBehind = false;
  if (response.status >= 500) return showState(nextState);

  if (programs(next).some((program) => !programsRun.has(program))) return reload();
  await takeStyles(next, styles);
  if (!styles) {
    takeHead(next);
    morphBody(next.body);
  }
  state = nextState;
  view.show(state);
  document.dispatchEvent(new CustomEvent('opas-updated'));
  showChange(changed);
}

/** Runs a new script; the browser puts the page back where it was scrolled to. */
function reload() {
  history.scrollRestoration = 'auto';
  location.reload();
}

function showChange(changed) {
  if (!changed || !view.bringsIntoView()) return;
  const block = findBlock(changed, state.page?.file);
  if (block) showBlock(block);
}

function hear(event) {
  if (event.type === 'hello') session = event.session;
  const isKnown = session === state.session && event.generation <= state.generation && !isBehind;
  if (event.type === 'findings') take({ page: false });
  else if (!isKnown) take({ page: true, styles: event.styles && isNext(event), changed: event.changed });
  else showChange(event.changed);
}

/** Nothing was missed in between. */
function isNext(event) {
  return session === state.session && event.generation === state.generation + 1;
}

listenForEditing(() => state.page?.file, edit);
listen(hear, view.connection);
