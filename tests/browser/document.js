// One HTML file as it was written, before any script or browser touched it:
// its elements in document order, with the questions the checks ask of them.

import { parse } from 'parse5';

/** @typedef {{ name: string, attributes: Record<string, string>, text: string, line: number, parent: Element | null }} Element */

/** Turns the text of an HTML file into a `Document`. */
export function readDocument(html) {
  const elements = [];
  const collect = (node, parent) => {
    for (const child of node.childNodes ?? []) {
      if (child.nodeName.startsWith('#')) continue;
      const element = {
        name: child.nodeName,
        attributes: Object.fromEntries((child.attrs ?? []).map((a) => [a.name, a.value])),
        text: textOf(child),
        line: child.sourceCodeLocation?.startLine ?? 0,
        parent,
      };
      elements.push(element);
      collect(child, element);
      if (child.content) collect(child.content, element);
    }
  };
  collect(parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false }), null);
  return new Document(elements);
}

class Document {
  constructor(elements) {
    this.elements = elements;
  }

  /** All elements with one of these names, in document order. */
  named(...names) {
    return this.elements.filter((element) => names.includes(element.name));
  }

  /** `lang` of the root element, or an empty string. */
  get lang() {
    return this.named('html')[0]?.attributes.lang ?? '';
  }

  /** The contents of `<title>` without white space around it. */
  get title() {
    return this.elements.find((e) => e.name === 'title' && e.parent?.name === 'head')?.text.trim() ?? '';
  }

  /** The `href` of each `<link>` whose `rel` holds this word, with the element. */
  linked(rel) {
    return this.named('link').filter((link) => words(link.attributes.rel).includes(rel));
  }

  /** The address of the canonical page, or `undefined`. */
  get canonical() {
    return this.linked('canonical')[0]?.attributes.href;
  }

  /** Every hreflang alternate of the head: tag and address. */
  get alternates() {
    return this.linked('alternate')
      .filter((link) => link.attributes.hreflang)
      .map((link) => ({ tag: link.attributes.hreflang, href: link.attributes.href ?? '' }));
  }

  /** The content of `<meta name=...>` or `<meta http-equiv=...>`, or `undefined`. */
  meta(name) {
    return this.named('meta').find(
      (m) => (m.attributes.name ?? m.attributes['http-equiv'] ?? '').toLowerCase() === name,
    )?.attributes.content;
  }

  get isNoindex() {
    return words((this.meta('robots') ?? '').toLowerCase().replaceAll(',', ' ')).includes('noindex');
  }

  /** Where a meta refresh leads, or `undefined`. */
  get refreshTarget() {
    return this.meta('refresh')?.match(/url\s*=\s*['"]?([^'"]+)/i)?.[1];
  }

  get ids() {
    return this.elements.filter((e) => e.attributes.id !== undefined).map((e) => e.attributes.id);
  }

  /** What a `#fragment` may name: ids, and the older `<a name>`. */
  get anchors() {
    return new Set([...this.ids, ...this.named('a').map((a) => a.attributes.name).filter(Boolean)]);
  }
}

/** Whether an element stands inside an element with one of these names. */
export function isInside(element, ...names) {
  for (let up = element.parent; up; up = up.parent) if (names.includes(up.name)) return true;
  return false;
}

/** The opening tag of an element, short enough for a message. */
export function tagOf(element) {
  const attributes = Object.entries(element.attributes).map(([name, value]) => ` ${name}="${value}"`);
  return shorten(`<${element.name}${attributes.join('')}>`, 140);
}

export function shorten(text, length) {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function words(text) {
  return (text ?? '').split(/\s+/).filter(Boolean);
}

function textOf(node) {
  if (node.nodeName === '#text') return node.value;
  return (node.childNodes ?? []).map(textOf).join('');
}
