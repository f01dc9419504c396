// W and H on Restate: its server in a process of its own, the workflows and the driver in this one.
import { createRequire } from 'node:module';
import './with-resolvers.mjs';
import * as restate from '@restatedev/restate-sdk';
import { connect } from '@restatedev/restate-sdk-clients';
import { freePort, startServer, temporaryFolder, until } from './machine.mjs';
import { measureAll } from './workload.mjs';

const [ingressPort, adminPort, nodePort, servicePort] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
const ingress = connect({ url: `http://127.0.0.1:${ingressPort}` });

/** Someone outside, who answers in their own time; a failure ends the run. */
const answer = (awakeable, value) => void ingress.resolveAwakeable(awakeable, value);

const workflows = restate.service({
  name: 'workflows',
  handlers: {
    asks: async (ctx, number) => {
      let sum = 0;
      for (let round = 1; round <= 3; round++) {
        const { id, promise } = ctx.awakeable();
        sum += await ctx.run('ask', () => {
          answer(id, number * round);
          return number + round;
        });
        sum += await promise.orTimeout({ hours: 1 });
      }
      return sum;
    },
    counts: async (ctx, number) => {
      for (let step = 1; step <= 5; step++) {
        const before = number;
        number = await ctx.run('count', () => before + 1);
      }
      return number;
    },
  },
});

const binary = createRequire(import.meta.url).resolve(`@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`);
const data = temporaryFolder('restate');
startServer(
  binary,
  ['--base-dir', data, '--listen-mode', 'tcp', '--bind-ip', '127.0.0.1', '--bind-port', nodePort, '--log-filter', 'error,octocrab=off'],
  {
    env: {
      ...process.env,
      RESTATE_DISABLE_TELEMETRY: 'true',
      RESTATE_DEFAULT_NUM_PARTITIONS: '2',
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingressPort}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${adminPort}`,
    },
  });

await restate.serve({ services: [workflows], port: servicePort, logger: () => {} });
await until(async () => (await fetch(`http://127.0.0.1:${adminPort}/health`)).ok);
await until(async () => (await fetch(`http://127.0.0.1:${adminPort}/deployments`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ uri: `http://127.0.0.1:${servicePort}` }),
})).ok);
await until(async () => (await fetch(`http://127.0.0.1:${ingressPort}/restate/health`)).ok);
const client = ingress.serviceClient(workflows);
await measureAll((workflow, number) => client[workflow](number));
process.exit();
