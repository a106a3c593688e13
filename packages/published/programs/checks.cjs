// Runs on every runtime as it is. It is handed the packages, so that the same checks hold for import and for require.

const apiKey = 'sk_live_Qm7Tz0000000000000000000000000000000000';
const secret = 'whsec_qk3J8sVw1Zb0nYt5Rr2LxP7hGd9uCe4AfM6iOoEjKWE=';

/** Checks by name; each throws when it does not hold. `silent` is an address at which nobody listens. */
const checksOf = (
  { ConflictError, createClient, isAttenyError },
  { isWebhookVerificationError, sign, SignatureMismatchError, verify },
) => ({
  async 'a read'({ atteny }) {
    const { data, limits, requestId } = await atteny.GET('/me');
    equal(data.organization.name, 'Padaria Estrela do Sul');
    equal(requestId, 'req_1');
    equal(limits.rate.remaining, 118);
    equal(atteny.limits.quota.used, 1284);
  },
  async 'a write, and its body'({ atteny }) {
    const { data } = await atteny.POST('/contacts', {
      body: { phoneNumber: '+5511987654321', name: 'João' },
    });
    equal(data.name, 'João');
  },
  async 'a refusal'({ atteny }) {
    const error = await failure(atteny.POST('/contacts', { body: { phoneNumber: '+550' } }));
    equal(error instanceof ConflictError, true);
    equal(error.code, 'contact_exists');
    equal(isAttenyError(error, 'ConflictError'), true);
  },
  async 'a limit waited out'({ atteny }) {
    const { data } = await atteny.GET('/contacts/{contactId}', {
      params: { path: { contactId: 'limited' } },
    });
    equal(data.id, 'limited');
  },
  async 'every page'({ atteny }) {
    let count = 0;
    for await (const { id } of atteny.items('/contacts')) {
      equal(id, `ctt_${count}`);
      count += 1;
    }
    equal(count, 45);
  },
  async 'HTML instead of JSON'({ atteny }) {
    const error = await failure(atteny.GET('/conversations', { retries: 0 }));
    equal(error.name, 'UnexpectedReplyError');
  },
  async 'a reply cut in the middle'({ atteny }) {
    const error = await failure(
      atteny.POST('/conversations/{conversationId}/messages', {
        params: { path: { conversationId: 'cut' } },
        body: { content: 'x' },
      }),
    );
    equal(error.outcome, 'unknown');
    equal(['ConnectionError', 'UnexpectedReplyError'].includes(error.name), true);
  },
  async 'a reply that never comes'({ atteny }) {
    const error = await failure(
      atteny.GET('/contacts/{contactId}', {
        params: { path: { contactId: 'never' } },
        timeout: 100,
        retries: 0,
      }),
    );
    equal(error.name, 'TimeoutError');
  },
  async 'a call given up'({ atteny }) {
    const controller = new AbortController();
    const call = atteny.GET('/contacts/{contactId}', {
      params: { path: { contactId: 'never' } },
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    equal((await failure(call)).message, 'enough');
  },
  async 'nobody listening'({ silent, tellsRefusal, fetch }) {
    const attempts = [];
    const atteny = createClient({
      apiKey,
      ...(fetch && { fetch }),
      baseUrl: silent,
      retries: 1,
      debug: (event) => attempts.push(event.type),
    });
    const error = await failure(atteny.POST('/contacts', { body: { phoneNumber: '+5511987654321' } }));
    equal(error.name, 'ConnectionError');
    equal(error.outcome, tellsRefusal ? 'not_done' : 'unknown');
    equal(attempts.filter((type) => type === 'request').length, tellsRefusal ? 2 : 1);
  },
  async 'https to an http port'({ server, tellsRefusal, fetch }) {
    const atteny = createClient({
      apiKey,
      baseUrl: server.replace('http:', 'https:'),
      ...(fetch && { fetch }),
    });
    const error = await failure(atteny.POST('/contacts', { body: { phoneNumber: '+5511987654321' } }));
    equal(error.name, 'ConnectionError');
    equal(error.outcome, tellsRefusal ? 'not_done' : 'unknown');
    equal(error.local, tellsRefusal);
  },
  async 'a redirect'({ atteny }) {
    const error = await failure(
      atteny.GET('/contacts/{contactId}', { params: { path: { contactId: 'moved' } }, retries: 0 }),
    );
    equal(error.name, 'UnexpectedReplyError');
  },
  async 'no key in any error'({ silent, fetch }) {
    const atteny = createClient({ apiKey, baseUrl: silent, retries: 0, ...(fetch && { fetch }) });
    for (let error = await failure(atteny.GET('/me')); error; error = error.cause) {
      equal(`${error.stack}${JSON.stringify(error)}`.includes(apiKey), false);
    }
  },
  async 'an event signed and verified'() {
    const body = JSON.stringify({
      id: 'evt_1',
      event: 'message.sent',
      createdAt: 'now',
      data: { note: 'Olá 🍞' },
    });
    const headers = await sign({ body, secret });
    equal((await verify({ body, headers, secret })).data.note, 'Olá 🍞');
    const error = await failure(verify({ body: `${body} `, headers: new Headers(headers), secret }));
    equal(error instanceof SignatureMismatchError, true);
    equal(isWebhookVerificationError(error), true);
  },
});

/**
 * Runs every check, or those named in `only`. Gives what failed, by name; nothing when all held.
 * @param packages the two packages, however they were loaded: `{ client, webhooks }`
 * @param server address that answers as the contract says
 * @param silent address at which nobody listens
 * @param tellsRefusal whether fetch of this runtime tells that a connection was refused
 * @param fetch where the runtime has none of its own
 */
exports.runChecks = async ({ client, webhooks }, { server, silent, tellsRefusal, fetch, only }) => {
  const atteny = client.createClient({ apiKey, baseUrl: server, ...(fetch && { fetch }) });
  const failures = {};
  const checks = Object.entries(checksOf(client, webhooks)).filter(([name]) => !only || only.includes(name));
  for (const [name, check] of checks) {
    try {
      await check({ atteny, server, silent, tellsRefusal, fetch });
    } catch (error) {
      failures[name] = `${error.name}: ${error.stack ?? error}`;
    }
  }
  return { checked: checks.length, failures };
};

function equal(actual, expected) {
  if (actual !== expected) {
    throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
  }
}

async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('expected a failure');
}
