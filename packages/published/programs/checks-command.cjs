const client = require('@atteny/client');
const webhooks = require('@atteny/webhooks');
const { runChecks } = require('./checks.cjs');

const [server, silent] = process.argv.slice(2);
void runChecks({ client, webhooks }, { server, silent, tellsRefusal: true }).then((report) =>
  console.log(JSON.stringify(report)),
);
