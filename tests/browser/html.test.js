// The markup of every page and the style sheets are without an error and without a warning.

import { test } from 'node:test';
import { htmlValidateFindings, nuFindings } from './checks/html.js';
import { assertNone } from './finding.js';
import { readSite } from './site.js';

const site = readSite();

test('the Nu HTML checker finds nothing', () => assertNone(nuFindings(site)));

test('html-validate finds nothing', () => {
  assertNone(site.pages.flatMap((page) => htmlValidateFindings(site, page)));
});
