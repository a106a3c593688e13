import { delivery } from '@atteny/contract';
import type { Framework } from './framework.ts';
import type { Topic } from './problems.ts';

type Kind = 'express' | 'fastify' | 'node' | 'web' | 'python';

const kinds: Readonly<Record<Framework, Kind>> = {
  express: 'express',
  fastify: 'fastify',
  hono: 'web',
  next: 'web',
  node: 'node',
  python: 'python',
};

const pythonVerify = `
raw = self.rfile.read(int(self.headers["Content-Length"] or 0))  # Flask: request.get_data()
expected = "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
if not hmac.compare_digest(expected.encode(), (self.headers["X-Atteny-Signature"] or "").encode("latin-1")):
    return self.send_error(400)
event = json.loads(raw)`;

/** Lines that mend a mistake, by what it is about and what the receiver is made with. */
const lines: Readonly<Partial<Record<Topic, Partial<Record<Kind, string>>>>> = {
  verify: {
    express: `
// before any express.json()
app.post('/atteny', express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
  try {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await handle(await verify({ body, headers: request.headers, secret }));
    response.sendStatus(204);
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    response.sendStatus(400);
  }
});`,
    fastify: `
app.register(async (webhooks) => {
  webhooks.removeAllContentTypeParsers();
  webhooks.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  webhooks.post('/atteny', async (request, reply) => {
    try {
      await handle(await verify({ body: request.body ?? '', headers: request.headers, secret }));
      return reply.code(204).send();
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      return reply.code(400).send();
    }
  });
});`,
    node: `
const parts = [];
for await (const part of request) parts.push(part);
const event = await verify({ body: Buffer.concat(parts), headers: request.headers, secret });`,
    web: `
export async function POST(request) {
  try {
    await handle(await verify({ body: await request.arrayBuffer(), headers: request.headers, secret }));
    return new Response(null, { status: 204 });
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    return new Response(null, { status: 400 });
  }
}`,
    python: pythonVerify,
  },
  acknowledge: {
    express: `
queue.push(event);
response.sendStatus(204);`,
    fastify: `
queue.push(event);
return reply.code(204).send();`,
    node: `
queue.push(event);
response.writeHead(204).end();`,
    web: `
queue.push(event);
return new Response(null, { status: 204 });`,
    python: `
queue.put(event)
self.send_response(204)
self.end_headers()`,
  },
  events: {
    express: `
switch (event.event) {
  case 'message.created':
    await onMessage(event);
    break;
  default: // 2xx
}`,
    python: `
if event["event"] == "message.created":
    on_message(event)
# 2xx`,
  },
  repeats: {
    express: `
// the id is unique: a repetition changes nothing, and is acknowledged
const { rowCount } = await db.query(
  'INSERT INTO handled_events (id) VALUES ($1) ON CONFLICT DO NOTHING', [event.id]);
if (rowCount > 0) await handle(event);
response.sendStatus(204);`,
    python: `
cursor.execute("INSERT INTO handled_events (id) VALUES (%s) ON CONFLICT DO NOTHING", (event["id"],))
if cursor.rowcount > 0:
    handle(event)`,
  },
  rotation: {
    express: `
const secrets = [process.env.ATTENY_WEBHOOK_SECRET, process.env.ATTENY_WEBHOOK_SECRET_NEXT].filter(Boolean);
await verify({ body, headers, secret: secrets });`,
    python: `
signatures = [headers.get("X-Atteny-Signature", ""), headers.get("X-Atteny-Signature-Next", "")]
ok = any(hmac.compare_digest(sign(secret, raw), each) for secret in secrets for each in signatures)`,
  },
  replay: {
    express: `
await verify({ body, headers, secret, requireTimestamp: true });`,
    python: `
key = base64.b64decode(secret.removeprefix("whsec_"))
content = f'{headers["webhook-id"]}.{headers["webhook-timestamp"]}.'.encode() + raw
expected = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
ok = expected in headers["webhook-signature"].split(" ") and abs(time.time() - int(headers["webhook-timestamp"])) <= ${delivery.timestampToleranceSeconds}`,
  },
  refuse: {
    express: `
} catch (error) {
  if (!(error instanceof WebhookVerificationError)) throw error;
  response.sendStatus(400);
}`,
    fastify: `
} catch (error) {
  if (!(error instanceof WebhookVerificationError)) throw error;
  return reply.code(400).send();
}`,
    node: `
} catch (error) {
  response.writeHead(error instanceof WebhookVerificationError ? 400 : 500).end();
}`,
    web: `
} catch (error) {
  if (!(error instanceof WebhookVerificationError)) throw error;
  return new Response(null, { status: 400 });
}`,
    python: `
try:
    event = json.loads(raw)
except ValueError:
    return self.send_error(400)`,
  },
};

/** The lines to write; those for JavaScript when a framework has none of its own. Undefined: code does not mend it. */
export function mendingLines(topic: Topic, framework: Framework | undefined): string | undefined {
  const about = lines[topic];
  const kind = framework ? kinds[framework] : 'node';
  return (about?.[kind] ?? about?.express)?.trim();
}

/** Where the guide of webhooks speaks of it: an anchor of the page in that language. */
export const guideSteps: Readonly<Record<Topic, number>> = {
  address: 1,
  verify: 2,
  refuse: 2,
  replay: 2,
  acknowledge: 3,
  events: 2,
  repeats: 4,
  rotation: 6,
};
