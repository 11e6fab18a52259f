// Elements from names, attributes and children. Text becomes text nodes and never markup.

/** Makes an element; attributes that are false or absent are left out, `true` stands alone. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

/** A message with names in backticks, as its text and its pieces of code. */
export function prose(text) {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? el('code', {}, part) : part));
}

/** "1 error", "2 errors". */
export function count(n, word) {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

/** "1 error, 2 warnings", or nothing when all are 0. */
export function counts({ errors, warnings, hints }) {
  const parts = [[errors, 'error'], [warnings, 'warning'], [hints, 'hint']];
  return parts.filter(([n]) => n > 0).map(([n, word]) => count(n, word)).join(', ');
}
