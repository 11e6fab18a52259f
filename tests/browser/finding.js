// A finding: one thing that is wrong, where, and what to do about it. And their report.

import { inspect } from 'node:util';

/**
 * @typedef {object} Finding
 * @property {string} file     path inside the built folder
 * @property {string} address  address inside the site
 * @property {string} rule     short name of what is broken
 * @property {string} element  the element, or the place, that breaks it
 * @property {string} what     what was found
 * @property {string} cure     what to do
 * @property {number} [line]   where in the file
 */

/** Makes the findings of one page. */
export function finder(page) {
  return (rule, element, what, cure, line) => ({ file: page.file, address: page.address, rule, element, what, cure, line });
}

const MOST_SHOWN = 40;
const MOST_PAGES = 3;

/** Throws an error that lists the findings, the same fault on many pages once. */
export function assertNone(findings) {
  if (findings.length === 0) return;
  const groups = new Map();
  for (const finding of findings) {
    const key = [finding.rule, finding.element, finding.what].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const shown = [...groups.values()].slice(0, MOST_SHOWN).map(describe);
  const hidden = groups.size - shown.length;
  const error = new FindingsError(
    [
      `${count(findings.length, 'finding')} (${count(groups.size, 'different one')}):`,
      ...shown,
      ...(hidden > 0 ? [`... and ${hidden} more different ones`] : []),
    ].join('\n\n'),
  );
  throw error;
}

/** An error without a stack: where it was thrown helps nobody. */
class FindingsError extends Error {
  constructor(message) {
    super(message);
    this.name = 'Findings';
    this.stack = message;
  }

  [inspect.custom]() {
    return this.message;
  }
}

function describe(group) {
  const [{ rule, element, what, cure }] = group;
  const places = [...new Set(group.map(({ file, line, address }) => `${line ? `${file}:${line}` : file}  (${address})`))];
  const more = places.length - MOST_PAGES;
  return [
    `${rule}: ${what}`,
    `  element: ${element}`,
    ...places.slice(0, MOST_PAGES).map((place) => `  page:    ${place}`),
    ...(more > 0 ? [`           and ${count(more, 'more page')}`] : []),
    `  do:      ${cure}`,
  ].join('\n');
}

function count(n, word) {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
