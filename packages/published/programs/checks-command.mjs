import * as client from '@atteny/client';
import * as webhooks from '@atteny/webhooks';
import checks from './checks.cjs';

const [server, silent] = globalThis.process.argv.slice(2);
const report = await checks.runChecks({ client, webhooks }, { server, silent, tellsRefusal: true });
console.log(JSON.stringify(report));
