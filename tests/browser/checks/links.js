// What a page refers to: every address leads somewhere, nothing is written into the page that
// belongs into a file of its own. Read off the files, without a browser.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tagOf } from '../document.js';
import { finder } from '../finding.js';

const ADDRESS_ATTRIBUTES = ['href', 'src', 'poster', 'data', 'action', 'formaction', 'cite'];
const DATA_BLOCKS = ['application/ld+json', 'application/json'];

/** Broken links and fragments, ids used twice, inline scripts and styles, wrong language tags. */
export function linkFindings(site, page) {
  return [
    ...addressFindings(site, page),
    ...idFindings(page),
    ...inlineFindings(page),
    ...languageTagFindings(page),
  ];
}

/** Every address of every element, and of the style sheets' `url()`. */
function addressFindings(site, page) {
  const found = finder(page);
  const findings = [];
  for (const element of page.document.elements) {
    for (const href of addressesOf(element)) {
      const target = site.resolve(href, page);
      if (target === null) continue;
      const tag = tagOf(element);
      if (page.kind === 'not-found' && !/^(\/|#|https?:)/.test(href)) {
        findings.push(found('relative-link', tag, `${href} breaks when this page stands in for a missing one further down`, 'begin the address with /', element.line));
      }
      if (target.file === undefined) {
        findings.push(found('broken-link', tag, `${href} leads to no file of the site`, 'mend the address, or write the file', element.line));
      } else if (target.fragment && !hasAnchor(site, target)) {
        const what = `no element of ${target.file} has the id "${target.fragment}"`;
        findings.push(found('broken-fragment', tag, what, 'mend the fragment, or give the target that id', element.line));
      }
    }
  }
  return findings;
}

function addressesOf({ attributes }) {
  const plain = ADDRESS_ATTRIBUTES.filter((name) => attributes[name] !== undefined).map((name) => attributes[name]);
  const sets = [attributes.srcset, attributes.imagesrcset].filter(Boolean);
  return [...plain, ...sets.flatMap((set) => set.split(/,\s+/).map((part) => part.trim().split(/\s+/)[0]))];
}

function hasAnchor(site, { file, fragment }) {
  const target = site.pageOfFile.get(file);
  // Fragments of other files (a picture's part, a place in a PDF) are not ids of a page.
  return !target || fragment === 'top' || target.document.anchors.has(fragment);
}

function idFindings(page) {
  const seen = new Set();
  const found = finder(page);
  return page.document.elements.flatMap((element) => {
    const { id } = element.attributes;
    if (id === undefined) return [];
    const isTwice = seen.has(id);
    seen.add(id);
    const tag = tagOf(element);
    return isTwice ? [found('duplicate-id', tag, `the id "${id}" is used twice`, 'give each element an id of its own', element.line)] : [];
  });
}

function inlineFindings(page) {
  const found = finder(page);
  return page.document.elements.flatMap((element) => {
    const { name, attributes } = element;
    const tag = tagOf(element);
    const findings = [];
    const add = (rule, what) => findings.push(found(rule, tag, what, 'move it into a file of the theme', element.line));
    if (name === 'script' && attributes.src === undefined && !DATA_BLOCKS.includes(attributes.type)) add('inline-script', 'a script stands in the page');
    if (name === 'style') add('inline-style', 'a style sheet stands in the page');
    if (attributes.style !== undefined) add('inline-style', 'an element has a style attribute');
    for (const [attribute, value] of Object.entries(attributes)) {
      if (/^on[a-z]+$/.test(attribute)) add('inline-script', `an element has an ${attribute} attribute`);
      if (/^\s*javascript:/i.test(value)) add('inline-script', `${attribute} holds a script`);
    }
    return findings;
  });
}

/** `lang` of the page, `lang` of its parts and every `hreflang` (BCP 47, and a language that exists). */
function languageTagFindings(page) {
  const found = finder(page);
  const cure = 'write a tag of BCP 47 such as fi, sv-FI, en-GB';
  const findings = [];
  if (!page.document.lang) findings.push(found('language-tag', '<html>', 'the page has no lang', cure));
  for (const element of page.document.elements) {
    for (const name of ['lang', 'hreflang']) {
      const tag = element.attributes[name];
      if (tag === undefined || isLanguageTag(tag) || (name === 'hreflang' && tag === 'x-default')) continue;
      findings.push(found('language-tag', tagOf(element), `${name}="${tag}" is no language tag`, cure, element.line));
    }
  }
  return findings;
}

const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

export function isLanguageTag(tag) {
  try {
    return NAMES.of(Intl.getCanonicalLocales(tag)[0]) !== undefined;
  } catch {
    return false;
  }
}

/** Every language has a page that says that a page is missing. */
export function notFoundFindings(site) {
  const has = new Set(site.pages.filter((page) => page.kind === 'not-found').map((page) => page.document.lang));
  return site.languages.filter((lang) => !has.has(lang)).map((lang) => {
    const place = { file: '404.html', address: '/404.html' };
    return finder(place)('not-found', 'the whole page', `there is no 404.html in "${lang}"`, 'let the build write one for each language');
  });
}

/** Every `url()` and `@import` of the style sheets leads to a file. */
export function styleFindings(site) {
  return [...site.files].filter((file) => file.endsWith('.css')).flatMap((file) => {
    const page = { file, address: `/${file}` };
    const css = readFileSync(join(site.folder, file), 'utf8').replace(/\/\*[^]*?\*\//g, '');
    const addresses = [...css.matchAll(/url\(\s*(["']?)(.*?)\1\s*\)|@import\s+(["'])(.*?)\3/g)].map((m) => m[2] ?? m[4]);
    return addresses.flatMap((href) => {
      if (/^(data:|#)/.test(href)) return [];
      const target = site.resolve(href, page);
      if (target?.file) return [];
      const what = target ? `${href} leads to no file of the site` : `${href} leads to another site`;
      return [finder(page)('broken-link', href, what, 'mend the address in the theme')];
    });
  });
}
