// The checks themselves: on a good little site they find nothing, and on the same site with
// one fault they find that fault and nothing else.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { alternateFindings, sitemapFindings } from './checks/alternates.js';
import { axeFindings } from './checks/axe.js';
import { htmlValidateFindings, nuFindings } from './checks/html.js';
import { keyboardFindings } from './checks/keyboard.js';
import { linkFindings, notFoundFindings, styleFindings } from './checks/links.js';
import { loadingFindings, redirectFindings } from './checks/loading.js';
import { chooserFindings, clickFindings, textFindings } from './checks/no-script.js';
import { printFindings } from './checks/print.js';
import { fontSizeFindings, readingFindings } from './checks/reading.js';
import { securityFindings } from './checks/security.js';
import { shiftFindings } from './checks/shift.js';
import { choose } from './choose.js';
import { launch, onEach, visitWith } from './chromium.js';
import { assertNone } from './finding.js';
import { FAULTS } from './fixtures/faults.js';
import { serve } from './server.js';
import { readSite } from './site.js';

const GOOD = fileURLToPath(new URL('fixtures/good', import.meta.url));
const GUIDE = 'fi/ohje/index.html';
const PLAIN = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };

/** Checks that read files: from a site to findings. */
const ON_FILES = {
  nu: nuFindings,
  'html-validate': (site) => site.pages.flatMap((page) => htmlValidateFindings(site, page)),
  links: (site) => site.pages.flatMap((page) => linkFindings(site, page)),
  styles: styleFindings,
  'not-found': notFoundFindings,
  alternates: (site) => site.pages.flatMap((page) => alternateFindings(site, page)),
  sitemap: sitemapFindings,
  chooser: chooserFindings,
};

/** Checks in the browser: settings of the context, and from a page in a tab to findings. */
const IN_BROWSER = {
  axe: [{ bypassCSP: true }, axeFindings],
  loading: [{}, loadingFindings],
  redirect: [PLAIN, redirectFindings],
  reading: [{ bypassCSP: true }, readingFindings],
  'font-size': [{ browser: 'large' }, (visitor, tab, page) => fontSizeFindings(visitor, tab, page, 24)],
  keyboard: [{}, keyboardFindings],
  text: [PLAIN, withScripts],
  click: [PLAIN, (visitor, tab, page) => clickFindings(visitor, tab, page, new Set())],
  print: [{}, printFindings],
  security: [{}, securityFindings],
  shift: [{ viewport: PLAIN.viewport }, shiftFindings],
};

async function withScripts(visitor, tab, page) {
  const scripted = await visitor.browser.newPage();
  try {
    return await textFindings(visitor, tab, scripted, page);
  } finally {
    await scripted.close();
  }
}

let scratch;
const browsers = {};
before(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'opas-selftest-'));
  browsers.usual = await launch();
  browsers.large = await launch(['--blink-settings=defaultFontSize=24']);
});
after(async () => {
  await browsers.usual?.close();
  await browsers.large?.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** A copy of the good site with the fault in it. */
function spoiltSite(fault, number) {
  const folder = join(scratch, String(number));
  cpSync(GOOD, folder, { recursive: true });
  for (const { file, from, to } of [fault, fault.also].filter(Boolean)) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const spoilt = text.replace(from, () => to);
    assert.notEqual(spoilt, text, `the fault changes nothing in ${file}`);
    writeFileSync(path, spoilt);
  }
  return readSite(folder);
}

async function run(check, site, pages) {
  if (check in ON_FILES) return ON_FILES[check](site);
  const [{ browser = 'usual', ...settings }, work] = IN_BROWSER[check];
  const visitor = await visitWith(browsers[browser], site);
  try {
    return await onEach(visitor, settings, pages, (tab, page) => work(visitor, tab, page));
  } finally {
    await visitor.close();
  }
}

describe('nothing is found on the good site', () => {
  const site = readSite(GOOD);
  const pages = site.pages.filter(({ file }) => file === GUIDE || file === 'sv/bara-pa-finska/index.html');
  const redirects = site.pages.filter(({ kind }) => kind === 'redirect');
  for (const check of [...Object.keys(ON_FILES), ...Object.keys(IN_BROWSER)]) {
    test(check, async () => assertNone(await run(check, site, check === 'redirect' ? redirects : pages)));
  }
});

describe('each fault is found, and nothing else', () => {
  FAULTS.forEach((fault, number) => {
    const { check, rule, name, page = GUIDE } = fault;
    test(`${check}: ${[rule, name].filter(Boolean).join(', ')}`, async () => {
      const site = spoiltSite(fault, number);
      const findings = await run(check, site, [site.pageOfFile.get(page)]);
      assert.deepEqual([...new Set(findings.map((finding) => finding.rule))], [rule], JSON.stringify(findings, null, 2));
      for (const finding of findings) {
        for (const part of ['file', 'address', 'element', 'what', 'cure']) assert.ok(typeof finding[part] === 'string' && finding[part] !== '', `a finding says no ${part}: ${JSON.stringify(finding)}`);
      }
    });
  });

  test('every check has a fault', () => {
    const proven = new Set(FAULTS.map(({ check }) => check));
    assert.deepEqual([...Object.keys(ON_FILES), ...Object.keys(IN_BROWSER)].filter((check) => !proven.has(check)), []);
  });
});

describe('the report', () => {
  const finding = { file: 'a.html', address: '/a.html', rule: 'rule', element: '<p>', what: 'what', cure: 'cure' };

  test('names file, address, rule, element and cure, and the same fault once', () => {
    const findings = Array.from({ length: 9 }, (_, i) => ({ ...finding, file: `${i}.html` }));
    assert.throws(() => assertNone(findings), ({ message }) => {
      assert.match(message, /^9 findings \(1 different one\)/);
      assert.match(message, /rule: what\n {2}element: <p>\n {2}page: {4}0\.html {2}\(\/a\.html\)[^]*and 6 more pages\n {2}do: {6}cure$/);
      return true;
    });
  });

  test('a missing or empty folder is said plainly', () => {
    assert.throws(() => readSite(join(scratch, 'missing')), /There is no built site at .*missing\. Build a site first/);
    assert.throws(() => readSite(mkdtempSync(join(scratch, 'empty-'))), /holds no HTML page\. Build a site first/);
  });
});

describe('the server', () => {
  const CASES = [
    ['/malli/fi/', 200, 'text/html; charset=utf-8', 'Malli'],
    ['/malli/fi/ohje', 301, null, ''],
    ['/malli/style.css', 200, 'text/css; charset=utf-8', 'color-scheme'],
    ['/malli/desk.svg', 200, 'image/svg+xml', '<svg'],
    ['/malli/sv/finns/inte/', 404, 'text/html; charset=utf-8', 'Sidan finns inte'],
    ['/malli/ei-ole', 404, 'text/html; charset=utf-8', 'Sivua ei löydy'],
    ['/malli/..%2f..%2fpackage.json', 404, null, ''],
    ['/fi/', 404, null, ''],
  ];
  test('answers like a plain web server', async () => {
    const { origin, close } = await serve(GOOD, '/malli/');
    try {
      for (const [path, status, type, text] of CASES) {
        const answer = await fetch(origin + path, { redirect: 'manual' });
        assert.deepEqual([path, answer.status, answer.headers.get('content-type')], [path, status, type]);
        assert.ok((await answer.text()).includes(text), path);
      }
    } finally {
      await close();
    }
  });
});

describe('the choice of pages', () => {
  const page = (address, lang, names) => ({
    address,
    kind: 'page',
    document: { lang, elements: names.map((name) => ({ name, attributes: {} })) },
  });

  test('shows every kind of element in every language, and is the same each time', () => {
    const plain = Array.from({ length: 100 }, (_, i) => page(`/${i}/`, i % 2 ? 'fi' : 'sv', ['p']));
    const pages = [...plain, page('/t/', 'sv', ['p', 'table'])];
    const chosen = choose(pages, 10);
    assert.equal(chosen.length, 10);
    assert.ok(chosen.includes(pages.at(-1)));
    assert.deepEqual(chosen, choose(pages, 10));
    assert.deepEqual(new Set(chosen.map(({ document }) => document.lang)), new Set(['fi', 'sv']));
  });
});
