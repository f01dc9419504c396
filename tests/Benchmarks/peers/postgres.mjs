// Debian's PostgreSQL 15 with a cluster of its own in a temporary folder, on a free port of this machine.
import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startServer, temporaryFolder, until } from './machine.mjs';

const program = (name) => `/usr/lib/postgresql/15/bin/${name}`;
const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres']));

/** Starts it with its own defaults (fsync, full_page_writes and synchronous_commit are on) and gives its address. */
export async function startPostgres() {
  // PostgreSQL refuses to run as root.
  const as = process.getuid() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const folder = temporaryFolder('postgres');
  chownSync(folder, as.uid ?? process.getuid(), as.gid ?? process.getgid());
  const data = join(folder, 'data');
  const port = await freePort();
  execFileSync(program('initdb'), ['-D', data, '-U', 'peers', '--auth', 'trust'], { cwd: folder, stdio: 'ignore', ...as });
  startServer(program('postgres'), ['-D', data, '-h', '127.0.0.1', '-p', port, '-k', folder, '-c', 'log_min_messages=panic'], { cwd: folder, ...as });
  await until(async () => execFileSync(program('pg_isready'), ['-h', '127.0.0.1', '-p', port]));
  return `postgresql://peers@127.0.0.1:${port}/peers`;
}
