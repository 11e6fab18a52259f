// Starts and ends `opas serve` on a site.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

const START_MS = 60_000;

/**
 * Starts the program and waits until it serves.
 * @param {string} program  path of opas
 * @param {number} port     0: any free one
 */
export async function serveSite(program, folder, port = 0) {
  const child = spawn(program, ['--root', folder, 'serve', '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const origin = await new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`opas serve does not say its address; it says:\n${said}`)), START_MS);
    const hear = (data) => {
      said += data;
      const address = /http:\/\/127\.0\.0\.1:\d+(?=\/)/.exec(said);
      if (!address) return;
      clearTimeout(timer);
      resolve(address[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`opas serve ended with ${code}:\n${said}`)));
  });
  return {
    origin,
    port: Number(new URL(origin).port),
    /** Ends it without a farewell. */
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
