// The markup of all pages and the style sheets, by two independent checkers.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { finder } from '../finding.js';

// Standard CSS that the Nu checker's version does not know yet; browsers without it skip it.
const UNKNOWN_TO_NU =
  /^CSS: (Unrecognized at-rule “@(container|view-transition)”|“[\w-]+”: Property “(container(-type|-name)?|field-sizing|interpolate-size|text-box)” doesn't exist)/;

// The checker reads files, which have no origin: nothing is 'self' for it. And a block of data is no
// script that a policy could refuse (HTML Standard, "prepare the script element"). What the policy
// really refuses is seen in the browser, by security.test.js.
const WRONG_OF_NU =
  /^Resource violates Content Security Policy \(meta tag\): .* blocked by “\w+-src” directive\.$|^Inline script violates Content Security Policy/;

const VNU = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/** Errors and warnings of the Nu HTML checker for all HTML and CSS files, in one run. */
export function nuFindings(site) {
  const files = [...site.files].filter((file) => /\.(html?|css)$/.test(file));
  const run = spawnSync(
    'java',
    ['-Xss4m', '-jar', VNU, '--format', 'json', '--exit-zero-always', '--also-check-css', ...files],
    { cwd: site.folder, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (run.error) throw new Error(`The Nu HTML checker needs Java: ${run.error.message}`);
  // Java itself may write warnings before the report, which is one line.
  const report = run.stderr.split('\n').find((line) => line.startsWith('{') && line.includes('"messages"'));
  if (!report) throw new Error(`The Nu HTML checker did not answer:\n${run.stderr.slice(-2000)}`);
  return JSON.parse(report)
    .messages.filter(({ type, subType }) => type === 'error' || type === 'non-document-error' || subType === 'warning')
    .filter(({ message }) => !UNKNOWN_TO_NU.test(message) && !WRONG_OF_NU.test(message))
    .map(({ url, type, lastLine, message, extract }) => {
      const file = relative(site.folder, fileURLToPath(url ?? 'file:///')).split(sep).join('/');
      const found = finder({ file, address: site.pageOfFile.get(file)?.address ?? `/${file}` });
      const rule = `Nu ${type === 'info' ? 'warning' : 'error'}`;
      return found(rule, (extract ?? '').replace(/\s+/g, ' ').trim(), message, 'mend the template, or the build', lastLine);
    });
}

const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: {},
  }),
);

/** What html-validate's presets `standard` and `a11y` find on one page. */
export function htmlValidateFindings(site, page) {
  const html = readFileSync(join(site.folder, page.file), 'utf8');
  const report = validator.validateStringSync(html, page.file);
  const found = finder(page);
  const lines = html.split('\n');
  return report.results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, message, line, selector, ruleUrl }) =>
      found(`html-validate ${ruleId}`, selector ?? lines[line - 1]?.trim().slice(0, 140) ?? '', message, `mend the template, or the build (${ruleUrl ?? ruleId})`, line),
    );
}
