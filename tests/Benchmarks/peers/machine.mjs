// What the engines need of this machine: ports, folders, and servers that end with the run, however it ends.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => process.exit(1));
}

/** A port of this machine that nobody listens on. */
export const freePort = () => new Promise((resolve, reject) => {
  const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});

/** A folder that goes with this process. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `lien-thong-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

/** A server that is killed with this process. To be started after its folder is made: what is made last goes first. */
export function startServer(file, args, options) {
  const server = spawn(file, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  server.on('error', (cause) => { throw cause; });
  process.prependListener('exit', () => server.kill('SIGKILL'));
}

/** Resolves when what is asked is true; asks for half a minute. */
export async function until(isTrue) {
  for (let tries = 0; tries < 300; tries++) {
    if (await isTrue().catch(() => false)) {
      return;
    }
    await wait(100);
  }
  throw new Error(`It did not come true: ${isTrue}`);
}
