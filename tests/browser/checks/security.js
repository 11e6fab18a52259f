// The content security policy of a page: strict, and never violated by the page itself.

import { open } from '../chromium.js';
import { finder } from '../finding.js';

const POLICY = 'meta[http-equiv="Content-Security-Policy"]';
const LOOSE = /unsafe-|\*|data:|https?:/;

/** What is wrong with the policy of a page, and what the browser refused because of it. */
export async function securityFindings(visitor, tab, page) {
  const found = finder(page);
  await tab.addInitScript(() => {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => window.refused.push(`${violatedDirective}: ${blockedURI}`));
  });
  await open(visitor, tab, page);
  const policy = await tab.evaluate((selector) => document.querySelector(selector)?.content ?? '', POLICY);
  const findings = [];
  if (!/(^|; )default-src 'self'/.test(policy) || LOOSE.test(policy)) {
    findings.push(found('security policy', policy || 'none', 'the page has no strict content security policy', "begin the page with a meta element: default-src 'self'"));
  }
  for (const refused of await tab.evaluate(() => window.refused)) {
    findings.push(found('security policy', refused, 'the page asks for what its own policy refuses', 'bring it with the site, in a file of its own'));
  }
  return findings;
}
