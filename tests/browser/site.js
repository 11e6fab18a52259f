// A built folder as the list of its HTML pages: path on disk, address, parsed document, kind.
// The base address of the site is read off the canonical links, so that a site whose
// base_url has a path is served under that path.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocument } from './document.js';

/**
 * @typedef {object} Page
 * @property {string} file      path inside the folder, with `/`
 * @property {string} path      path on disk
 * @property {string} address   path of the address inside the site, starting with `/`
 * @property {'page' | 'chooser' | 'redirect' | 'not-found'} kind
 * @property {import('./document.js').Document} document
 */

/** The folder that the tests look at: OPAS_SITE, or `public` at the top of the project. */
export function siteFolder() {
  return resolve(process.env.OPAS_SITE || fileURLToPath(new URL('../../public', import.meta.url)));
}

/** Reads a built folder; throws with advice when there is nothing to test. */
export function readSite(folder = siteFolder()) {
  const advice = 'Build a site first (opas build --out FOLDER) and name its folder: OPAS_SITE=FOLDER node --test';
  if (!existsSync(folder)) throw new Error(`There is no built site at ${folder}. ${advice}`);
  const files = listFiles(folder);
  const pages = files.filter((file) => /\.html?$/.test(file)).map((file) => readPage(folder, file, files));
  if (pages.length === 0) throw new Error(`The folder ${folder} holds no HTML page. ${advice}`);
  return new Site(folder, files, pages, baseOf(pages));
}

export class Site {
  constructor(folder, files, pages, base) {
    this.folder = folder;
    this.files = new Set(files);
    this.pages = pages;
    /** Absolute address of the site with a final `/`, as its canonical links have it, or `null`. */
    this.base = base;
    /** The path of the base address: `/` unless the site lives in a folder of its host. */
    this.mount = base ? new URL(base).pathname : '/';
    this.pageOfFile = new Map(pages.map((page) => [page.file, page]));
  }

  /** The codes of all languages that have pages, in order of the alphabet. */
  get languages() {
    return [...new Set(this.pages.filter((page) => page.kind === 'page').map((page) => page.document.lang))].sort();
  }

  /** The pages that people read: no redirects. */
  get readable() {
    return this.pages.filter((page) => page.kind !== 'redirect');
  }

  /**
   * Where an address found in `page` leads inside this site.
   * @returns `null` for other sites and other schemes, else `{ file, fragment }`,
   *          where `file` is `undefined` if the folder has no such file.
   */
  resolve(href, page) {
    const base = this.base ?? 'http://site.invalid/';
    let url;
    try {
      url = new URL(href.trim(), new URL(page.address.slice(1), base));
    } catch {
      return { file: undefined, fragment: '' };
    }
    if (url.origin !== new URL(base).origin) return null;
    const outside = !url.pathname.startsWith(this.mount);
    return {
      file: outside ? undefined : this.fileAt(url.pathname.slice(this.mount.length)),
      fragment: decode(url.hash.slice(1)),
    };
  }

  /** The file that a web server shows at a path inside the site (no leading `/`), or `undefined`. */
  fileAt(path) {
    const decoded = decode(path);
    if (decoded === undefined) return undefined;
    const file = decoded === '' || decoded.endsWith('/') ? `${decoded}index.html` : decoded;
    return this.files.has(file) ? file : undefined;
  }
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function listFiles(folder, inside = '') {
  return readdirSync(join(folder, inside), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = inside ? `${inside}/${entry.name}` : entry.name;
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && statSync(join(folder, file)).isDirectory());
      return isFolder ? listFiles(folder, file) : [file];
    });
}

/** Whether a page holds an element with this attribute; with `value`, as one of its words. */
export const holds = (name, value) => (page) =>
  page.document.elements.some(({ attributes }) => {
    const found = attributes[name];
    return found !== undefined && (value === undefined || found.split(/\s+/).includes(value));
  });

function readPage(folder, file, files) {
  const path = join(folder, file);
  const document = readDocument(readFileSync(path, 'utf8'));
  const address = `/${file.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/')}`;
  return { file, path, address, kind: kindOf(file, document, files), document };
}

function kindOf(file, document, files) {
  if (document.refreshTarget) return 'redirect';
  if (/(^|\/)404\.html$/.test(file)) return 'not-found';
  // The front page is a language chooser unless it is the home page of its own language.
  const homeIsBelow = files.includes(`${document.lang}/index.html`) || document.canonical === undefined;
  return file === 'index.html' && homeIsBelow ? 'chooser' : 'page';
}

/** The base address on which most canonical links agree. */
function baseOf(pages) {
  const votes = new Map();
  for (const { address, document } of pages) {
    const { canonical } = document;
    if (!canonical?.startsWith('http') || !canonical.endsWith(address)) continue;
    const base = canonical.slice(0, canonical.length - address.length + 1);
    votes.set(base, (votes.get(base) ?? 0) + 1);
  }
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
