// Both packages by require and by import, one call and one signature each: what an older Node must be able to do.
const required = { ...require('@atteny/client'), ...require('@atteny/webhooks') };

const secret = 'whsec_qk3J8sVw1Zb0nYt5Rr2LxP7hGd9uCe4AfM6iOoEjKWE=';
const body = '{"id":"evt_1","event":"message.sent","createdAt":"now","data":{}}';

async function use({ createClient, sign, verify }) {
  const atteny = createClient({ apiKey: `sk_live_${'0'.repeat(38)}`, baseUrl: process.argv[2] });
  const { data } = await atteny.GET('/me');
  const event = await verify({ body, headers: await sign({ body, secret }), secret });
  return [data.organization.name, event.id];
}

async function main() {
  const imported = { ...(await import('@atteny/client')), ...(await import('@atteny/webhooks')) };
  // One signal for thirty calls at once: older Nodes take more than ten listeners for a leak.
  const { signal } = new AbortController();
  const atteny = required.createClient({ apiKey: `sk_live_${'0'.repeat(38)}`, baseUrl: process.argv[2] });
  const warnings = [];
  process.on('warning', ({ name }) => warnings.push(name));
  await Promise.all(Array.from({ length: 30 }, () => atteny.GET('/me', { signal })));
  console.log(JSON.stringify({ required: await use(required), imported: await use(imported), warnings }));
}

void main();
