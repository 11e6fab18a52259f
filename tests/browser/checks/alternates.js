// What a site tells search engines: canonical addresses, language alternates, the sitemap.
// Each must be true, and agree with the others. Read off the files, without a browser.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finder } from '../finding.js';

const PAGE_CURE = 'see what the build gives the template as page.canonical and page.alternates';

/** Canonical address and hreflang alternates of one page. */
export function alternateFindings(site, page) {
  return page.kind === 'not-found' ? [] : [...canonicalFindings(site, page), ...hreflangFindings(site, page)];
}

function canonicalFindings(site, page) {
  const found = finder(page);
  const links = page.document.linked('canonical');
  const element = '<link rel="canonical">';
  if (links.length > 1) return [found('canonical', element, `the page has ${links.length} of them`, 'write one')];
  if (links.length === 0) {
    // The chooser is no page in a language; it may do without.
    return page.kind === 'chooser' ? [] : [found('canonical', element, 'the page has none', PAGE_CURE)];
  }
  const [{ attributes: { href = '' } }] = links;
  const target = pageAt(site, href);
  if (!href.startsWith('http')) return [found('canonical', element, `${href} is not absolute`, PAGE_CURE)];
  if (!target) return [found('canonical', element, `${href} is no page of the site`, PAGE_CURE)];
  if (target === page) return [];
  if (pageAt(site, target.document.canonical) !== target) {
    return [found('canonical', element, `${href} names another page as the canonical one`, PAGE_CURE)];
  }
  if (page.kind === 'redirect') {
    // A reader keeps the own language, also where its page shows a text of another one; the
    // canonical page of the redirect is then that of the page that it leads to.
    const aim = site.resolve(page.document.refreshTarget, page)?.file;
    const aimed = site.pages.find((other) => other.file === aim);
    const counts = aimed && pageAt(site, aimed.document.canonical);
    return counts === target ? [] : [found('canonical', element, `it is ${href}, but the page leads to ${aim}`, 'let both name the same page')];
  }
  // A page that is not its own canonical one shows a text of another language, marked as such.
  const isMarked = page.document.elements.some((e) => e.name !== 'html' && e.attributes.lang === target.document.lang);
  if (!isMarked) {
    const what = `it is ${href}, but no part of this page is marked lang="${target.document.lang}"`;
    return [found('canonical', element, what, 'give the page its own address as canonical, or mark the foreign text')];
  }
  return [];
}

function hreflangFindings(site, page) {
  const found = finder(page);
  const { alternates } = page.document;
  const findings = [];
  const add = (tag, what) => findings.push(found('hreflang', `<link rel="alternate" hreflang="${tag}">`, what, PAGE_CURE));
  if (alternates.length === 0) return [];
  const tags = alternates.map(({ tag }) => tag);
  for (const tag of new Set(tags)) if (tags.filter((t) => t === tag).length > 1) add(tag, 'the tag stands twice');
  if (!tags.includes('x-default')) add('x-default', 'it is missing');
  const isOwn = ({ tag, href }) => tag !== 'x-default' && pageAt(site, href) === page;
  if (page.kind !== 'chooser' && !alternates.some(isOwn)) add(page.document.lang, 'the page does not name itself');
  for (const { tag, href } of alternates) {
    const target = pageAt(site, href);
    if (!href.startsWith('http')) add(tag, `${href} is not absolute`);
    else if (!target || target.kind === 'redirect') add(tag, `${href} is no page of the site`);
    else if (target.document.isNoindex) add(tag, `${href} is marked noindex`);
    else if (tag === 'x-default') continue;
    else if (target.document.lang !== tag) add(tag, `${href} is in the language "${target.document.lang}"`);
    else if (pageAt(site, target.document.canonical) !== target) add(tag, `${href} is not the canonical address of its text`);
    else if (page.kind !== 'chooser' && !namesBack(site, target, page)) add(tag, `${href} does not name this page in return`);
  }
  return findings;
}

function namesBack(site, target, page) {
  return target.document.alternates.some(({ tag, href }) => tag === page.document.lang && pageAt(site, href) === page);
}

/** The sitemap names every page that search engines may show, and no other. */
export function sitemapFindings(site) {
  const start = ['sitemap.xml', 'sitemap_index.xml'].find((file) => site.files.has(file));
  if (!start) {
    return [finder({ file: 'sitemap.xml', address: '/sitemap.xml' })('sitemap', 'the whole file', 'there is none', 'let the build write it')];
  }
  const findings = [];
  const named = new Set();
  const read = (file) => {
    const found = finder({ file, address: `/${file}` });
    const add = (href, what) => findings.push(found('sitemap', `<loc>${href}</loc>`, what, 'name the canonical address of every page, and nothing else'));
    const xml = readFileSync(join(site.folder, file), 'utf8');
    for (const href of matches(xml, /<loc>\s*(.*?)\s*<\/loc>/g)) {
      const target = href.startsWith('http') ? site.resolve(href, { address: '/' }) : undefined;
      const page = target?.file && site.pageOfFile.get(target.file);
      if (target?.file?.endsWith('.xml')) read(target.file);
      else if (!page) add(href, 'it is no page of the site');
      else if (page.kind === 'redirect' || page.kind === 'not-found') add(href, `it is a ${page.kind} page`);
      else if (page.document.isNoindex) add(href, 'the page is marked noindex');
      else if (page.kind !== 'chooser' && pageAt(site, page.document.canonical) !== page) add(href, 'the page is not its own canonical one');
      if (page) named.add(page);
    }
    for (const href of matches(xml, /<xhtml:link\b[^>]*\bhref="(.*?)"/g)) {
      if (!pageAt(site, href)) add(href, 'the alternate is no page of the site');
    }
  };
  read(start);
  for (const page of site.pages) {
    const isIndexable = page.kind === 'page' && !page.document.isNoindex && pageAt(site, page.document.canonical) === page;
    if (!isIndexable || named.has(page)) continue;
    findings.push(finder(page)('sitemap', start, 'the page is not in the sitemap', 'add it, or mark the page noindex'));
  }
  return findings;
}

function matches(xml, pattern) {
  return [...xml.matchAll(pattern)].map(([, address]) => address.replaceAll('&amp;', '&'));
}

/** The page at an absolute address, or `undefined`. */
function pageAt(site, href) {
  const file = href && site.resolve(href, { address: '/' })?.file;
  return file ? site.pageOfFile.get(file) : undefined;
}
