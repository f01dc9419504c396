// W and H, the same steps for every engine: see Durable/Workflows.cs. An engine gives `start(workflow, number)`, which starts
// a workflow and resolves to what it returns.

export const asked = (number) => 9 * number + 6;
export const counted = (number) => number + 5;

const WARM_UP_MS = 5000;

/** Runs W and H as the benchmark `durable` does: for five seconds unmeasured, then measured; one line of JSON each. */
export async function measureAll(start) {
  const w = (count, concurrency) => measure('W', (number) => start('asks', number), asked, count, concurrency);
  const h = () => measure('H', (number) => start('counts', number), counted, 1000, 1000);
  await warmUp(() => w(100, 50));
  print(await w(2000, 50));
  print(await w(300, 1));
  await warmUp(h);
  print(await h());
}

async function warmUp(run) {
  for (const began = performance.now(); performance.now() - began < WARM_UP_MS;) {
    await run();
  }
}

async function measure(bench, run, expected, count, concurrency) {
  const latencies = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(Array.from({ length: concurrency }, async () => {
    while (next < count) {
      const number = next++;
      const from = performance.now();
      const output = await run(number);
      latencies.push(performance.now() - from);
      if (output !== expected(number)) {
        throw new Error(`${bench} ${number} returned ${output}, and ${expected(number)} was to come.`);
      }
    }
  }));
  const seconds = (performance.now() - began) / 1000;
  latencies.sort((a, b) => a - b);
  const percentile = (part) => round(latencies[Math.floor((count - 1) * part)], 2);
  return { bench, concurrency, count, perSecond: round(count / seconds, 1), p50Ms: percentile(0.5), p99Ms: percentile(0.99) };
}

const print = (line) => console.log(JSON.stringify(line));

const round = (value, digits) => Number(value.toFixed(digits));
