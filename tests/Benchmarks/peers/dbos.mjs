// W and H on DBOS: its library and the driver in this process, on a PostgreSQL of its own.
import { DBOS, DBOSClient } from '@dbos-inc/dbos-sdk';
import { startPostgres } from './postgres.mjs';
import { measureAll } from './workload.mjs';

let client;

/** Someone outside, who answers in their own time; a failure ends the run. */
const answer = (workflow, value) => void client.send(workflow, value, 'answered');

const workflows = {
  asks: DBOS.registerWorkflow(async (number) => {
    let sum = 0;
    for (let round = 1; round <= 3; round++) {
      sum += await DBOS.runStep(async () => {
        answer(DBOS.workflowID, number * round);
        return number + round;
      }, { name: 'ask' });
      sum += await DBOS.recv('answered', { timeoutSeconds: 3600 });
    }
    return sum;
  }, { name: 'asks' }),
  counts: DBOS.registerWorkflow(async (number) => {
    for (let step = 1; step <= 5; step++) {
      const before = number;
      number = await DBOS.runStep(async () => before + 1, { name: 'count' });
    }
    return number;
  }, { name: 'counts' }),
};

const systemDatabaseUrl = await startPostgres();
DBOS.setConfig({ name: 'peers', systemDatabaseUrl, logLevel: 'error' });
await DBOS.launch();
client = await DBOSClient.create({ applicationName: 'peers', systemDatabaseUrl });
await measureAll(async (workflow, number) => (await DBOS.startWorkflow(workflows[workflow])(number)).getResult());
await client.destroy();
await DBOS.shutdown();
process.exit();
