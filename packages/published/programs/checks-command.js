import { runChecks } from './checks.js';

const [server, silent] = globalThis.process.argv.slice(2);
console.log(JSON.stringify(await runChecks({ server, silent, tellsRefusal: true })));
