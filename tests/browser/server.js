// Serves a built folder on the loopback address, the way a plain web server does:
// `index.html` for a folder, a redirect for a missing final slash, and for an unknown
// path the `404.html` of the nearest folder above it (so the language's own).

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, sep } from 'node:path';

const MEDIA_TYPES = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.htm': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
};

/**
 * Starts the server.
 * @param {string} folder  the built folder
 * @param {string} mount   path under which it is served; starts and ends with `/`
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function serve(folder, mount = '/') {
  const server = createServer((request, response) => answer(folder, mount, request, response));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

function answer(folder, mount, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, { allow: 'GET, HEAD' });
  const { pathname, search } = new URL(request.url, 'http://host.invalid');
  const inside = pathname.startsWith(mount) ? pathOf(pathname.slice(mount.length)) : undefined;
  if (inside === undefined) return end(response, 404);

  let file = join(folder, inside);
  const isFolder = existsSync(file) && statSync(file).isDirectory();
  if (isFolder && !pathname.endsWith('/')) return end(response, 301, { location: `${pathname}/${search}` });
  if (isFolder) file = join(file, 'index.html');
  if (existsSync(file) && statSync(file).isFile()) return send(request, response, 200, file);

  const notFound = nearestNotFound(folder, inside);
  return notFound ? send(request, response, 404, notFound) : end(response, 404);
}

/** The decoded path inside the folder, or `undefined` when it is malformed or climbs out. */
function pathOf(encoded) {
  let path;
  try {
    path = normalize(decodeURIComponent(encoded) || '.');
  } catch {
    return undefined;
  }
  return path.startsWith('..') || path.startsWith(sep) || path.includes('\0') ? undefined : path;
}

function nearestNotFound(folder, inside) {
  for (let at = dirname(inside); ; at = dirname(at)) {
    const candidate = join(folder, at, '404.html');
    if (existsSync(candidate)) return candidate;
    if (at === '.') return undefined;
  }
}

function send(request, response, status, file) {
  response.writeHead(status, {
    'content-type': MEDIA_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': statSync(file).size,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') return response.end();
  return createReadStream(file).pipe(response);
}

function end(response, status, headers = {}) {
  response.writeHead(status, headers).end();
}
