// Bar and card, in a shadow root, so that the styles of the theme and theirs do not meet.

import { bar } from './bar.js';
import { card, errorsOf, titleOf } from './card.js';
import { el } from './dom.js';
import { fetchChanges, listenForOlder, markOlder } from './fresh.js';
import { recall, remember } from './memory.js';
import { morph } from './morph.js';
import { findBlock, goToBlock } from './place.js';
import { dress, makeHost, makeRoom } from './host.js';

const NOTE_MS = 8000;

/**
 * Puts the panel at the end of the page.
 * @param {(place: {file: string, line: number, column: number}) => void} edit
 */
export function createPanel(state, edit) {
  const { host, root, speaker } = makeHost();
  const choices = { open: null, isHidden: false, isConnected: true, note: '', bringsIntoView: state.bring_into_view, ...recall() };
  /** The generation whose card was closed. */
  let closed = null;
  let announced = '';
  let noteTimer;
  let measure = () => {};

  const placeOf = (problem) => (problem.line ? findBlock(problem, state.page?.file) : null);

  function render() {
    if (root.adoptedStyleSheets.length === 0) return;
    const isOpen = errorsOf(state).length > 0 && closed !== state.generation;
    const next = el('div', { id: 'panel' }, isOpen && card(state), bar(state, choices, (problem) => placeOf(problem) !== null));
    morph(root.getElementById('panel'), next);
    const title = isOpen ? titleOf(state) : '';
    if (title && title !== announced) speaker.textContent = title;
    if (!title && announced) speaker.textContent = 'No problems';
    announced = title;
    measure();
  }

  function say(text) {
    speaker.textContent = text;
    choices.note = text;
    clearTimeout(noteTimer);
    noteTimer = setTimeout(() => {
      choices.note = '';
      render();
    }, NOTE_MS);
    render();
  }

  /** Fetches what has changed in the source of the page, if its list is open. */
  async function renewChanges() {
    const path = state.page?.freshness?.changed > 0 && choices.open === 'older' && state.page.path;
    if (!path) return;
    const { generation } = state;
    const changes = await fetchChanges(path).catch(() => null);
    if (generation !== state.generation) return;
    choices.changes = changes ?? { changes: [], why_not: 'opas does not answer' };
    render();
  }

  function openOlder() {
    choices.open = 'older';
    choices.isHidden = false;
    render();
    renewChanges();
  }

  const focus = (id) => root.getElementById(id)?.focus();

  const acts = {
    'close-card': () => {
      const hadFocus = root.activeElement?.closest('#card');
      closed = state.generation;
      announced = '';
      render();
      if (hadFocus) focus(choices.isHidden ? 'hide' : 'open-problems');
    },
    open: ({ name }) => {
      choices.open = choices.open === name ? null : name;
      render();
      renewChanges();
    },
    hide: () => {
      choices.isHidden = !choices.isHidden;
      remember({ isHidden: choices.isHidden });
      render();
    },
    bring: (_, control) => {
      choices.bringsIntoView = control.checked;
      remember({ bringsIntoView: control.checked });
    },
    go: ({ index }) => {
      const block = placeOf(state.problems[index]);
      if (block) goToBlock(block);
    },
    line: ({ line }) => {
      const block = findBlock({ file: state.page?.file, line: Number(line) }, state.page?.file);
      if (block) goToBlock(block);
    },
    edit: ({ file, line, column }) => edit({ file, line: Number(line ?? 1), column: Number(column ?? 1) }),
  };

  root.addEventListener('click', ({ target }) => {
    const control = target.closest('[data-act]');
    if (control) acts[control.dataset.act](control.dataset, control);
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (choices.open && root.activeElement?.closest('#bar')) {
      focus(`open-${choices.open}`);
      acts.open({ name: choices.open });
    } else if (root.getElementById('card')) acts['close-card']();
  });

  dress(root).then(() => {
    measure = makeRoom(host, root);
    render();
  });
  markOlder(state);
  listenForOlder(openOlder);

  return {
    show(next) {
      // Findings of other pages are still being looked for: what was found before stays so long.
      const isEarly = next.is_checking && errorsOf(next).length === 0 && errorsOf(state).length > 0;
      if (isEarly && closed === state.generation) closed = next.generation;
      const isOlder = next.generation !== state.generation;
      state = isEarly ? { ...next, problems: state.problems, counts: state.counts } : next;
      markOlder(state);
      render();
      if (isOlder) renewChanges();
    },
    connection(isConnected) {
      if (choices.isConnected === isConnected) return;
      choices.isConnected = isConnected;
      speaker.textContent = isConnected ? 'Connected again' : 'Not connected to opas';
      render();
    },
    say,
    bringsIntoView: () => choices.bringsIntoView,
  };
}
