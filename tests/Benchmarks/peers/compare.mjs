// Runs every engine in turn, several times over, and prints the medians and how many times the better peer ours is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const ROUNDS = Number(process.argv[2] ?? 3);
const LONGEST_MS = 10 * 60_000;

const ENGINES = {
  'Liên Thông': ['dotnet', '../bin/Release/net10.0/LienThong.Benchmarks.dll', 'durable', '--workload', 'W,H'],
  Restate: ['node', 'restate.mjs'],
  DBOS: ['node', 'dbos.mjs'],
};

/** Runs an engine's benchmark to its end and gives the lines that it printed. */
async function measure(engine) {
  const [command, ...args] = ENGINES[engine];
  const child = spawn(command, args, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'], timeout: LONGEST_MS });
  const ended = once(child, 'exit');
  const lines = [];
  for await (const text of createInterface({ input: child.stdout })) {
    if (text.startsWith('{"bench"')) {
      console.error(`${engine}: ${text}`);
      lines.push(JSON.parse(text));
    }
  }
  const [code, signal] = await ended;
  if (code !== 0) {
    throw new Error(`${engine} ended with ${signal ?? code}.`);
  }
  return lines;
}

const runs = Object.fromEntries(Object.keys(ENGINES).map((engine) => [engine, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const engine of Object.keys(ENGINES)) {
    runs[engine].push(await measure(engine));
  }
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const medians = (engine, workload, figure) => median(runs[engine].map((lines) => lines[workload][figure]));

/** Ours against the better of the others: how many times faster. */
function times([ours, ...others], figure) {
  return figure === 'perSecond' ? ours / Math.max(...others) : Math.min(...others) / ours;
}

const rows = [
  [0, 'perSecond', 'W at C=50, workflows/s'],
  [0, 'p50Ms', 'W at C=50, p50 ms'],
  [0, 'p99Ms', 'W at C=50, p99 ms'],
  [1, 'p50Ms', 'W at C=1, p50 ms'],
  [1, 'p99Ms', 'W at C=1, p99 ms'],
  [2, 'perSecond', 'H, workflows/s'],
];
console.log(`| median of ${ROUNDS} | ${Object.keys(ENGINES).join(' | ')} | times the better peer |`);
console.log(`|---|${'---|'.repeat(Object.keys(ENGINES).length + 1)}`);
for (const [workload, figure, title] of rows) {
  const values = Object.keys(ENGINES).map((engine) => medians(engine, workload, figure));
  console.log(`| ${title} | ${values.join(' | ')} | ${times(values, figure).toFixed(1)} |`);
}
