// Says in both panes what has no counterpart: an outline and a label on one side, a placeholder
// on the other.

import { count } from './dom.js';

let number = 0;

/** Takes all notes away. */
export function clear(page) {
  for (const note of page.querySelectorAll('[data-opas].opas-note')) note.remove();
  for (const block of page.querySelectorAll('[data-opas-alone]')) block.removeAttribute('data-opas-alone');
}

/**
 * Puts the notes of one difference in place.
 * @param {{left: string, right: string}} names   of the languages
 * @param {{left: Document, right: Document}} pages
 * @returns {{left: Element, right: Element}}     the notes, which are level with each other
 */
export function write(difference, names, pages) {
  const { side, blocks, before, after } = difference;
  const other = side === 'left' ? 'right' : 'left';
  for (const { element } of blocks) element.setAttribute('data-opas-alone', '');
  const label = note(blocks[0].element, 'before', `Not in ${names[other]}: ${count(blocks.length, 'block')}`);
  const text = `Missing in ${names[other]}: ${count(blocks.length, 'block')}`;
  const place = before?.[other] ?? after?.[other];
  const placeholder = place
    ? note(place.element, before ? 'after' : 'before', text)
    : append(pages[other].querySelector('main') ?? pages[other].body, text);
  placeholder.classList.add('opas-missing');
  return { [side]: label, [other]: placeholder };
}

function note(element, position, text) {
  // Before a summary means before its disclosure: inside, the note would be hidden.
  const isSummary = element.localName === 'summary' && position === 'before';
  const beside = isSummary ? element.parentElement : element;
  const made = make(beside, text);
  beside[position](made);
  return made;
}

function append(parent, text) {
  const made = make(parent, text);
  parent.append(made);
  return made;
}

/** In a list a note is an entry of it. */
function make(beside, text) {
  const page = beside.ownerDocument;
  const made = page.createElement(/^(ul|ol)$/.test(beside.parentElement?.localName) ? 'li' : 'div');
  // With an id of its own it is taken for no element of the page.
  made.id = `opas-note-${(number += 1)}`;
  made.className = 'opas-note';
  made.setAttribute('data-opas', '');
  made.setAttribute('lang', 'en');
  made.setAttribute('dir', 'ltr');
  made.textContent = text;
  return made;
}
