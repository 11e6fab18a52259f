import { chromium } from 'playwright-core';
import { createServer } from 'node:http';
import { readFileSync, existsSync, statSync, mkdirSync } from 'node:fs';
const [root, out, widths, scheme, ...paths] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const types = { html:'text/html; charset=utf-8', css:'text/css', js:'text/javascript', svg:'image/svg+xml', png:'image/png', ics:'text/calendar' };
const server = createServer((q, r) => { let p = root + decodeURIComponent(new URL(q.url,'http://x').pathname); if (p.endsWith('/')) p += 'index.html'; if (!existsSync(p)) { r.writeHead(404); r.end(); return; } r.writeHead(200, {'content-type': types[p.split('.').pop()] ?? 'application/octet-stream'}); r.end(readFileSync(p)); }).listen(0);
const port = server.address().port;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
for (const w of widths.split(',').map(Number)) { const c = await b.newContext({ viewport: { width: w, height: 900 }, colorScheme: scheme, reducedMotion: 'reduce' }); const t = await c.newPage(); t.on('console', m => m.type()==='error' && console.log('console', m.text()));
for (const p of paths) { await t.goto(`http://127.0.0.1:${port}${p}`); await t.screenshot({ path: `${out}/${p.replace(/^\/|\/$/g,'').replaceAll('/','_')}-${w}-${scheme}.png`, fullPage: true }); } await c.close(); }
await b.close(); server.close();
