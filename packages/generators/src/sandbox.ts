import { basePath, consoleBasePath, webhookEvents } from '@atteny/contract';
import { startSandbox } from '@atteny/local-servers';
import { type Call, pathOf } from './requests.ts';

/** The demo world of a sandbox of its own, where a minute has room for all that is asked here. */
export interface Demo {
  /** Where the operations are, such as `http://127.0.0.1:41234/api/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  call(call: Call, body: unknown): Promise<Response>;
  /** As it was at the beginning, with an endpoint that receives every event. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** @param endpoint the id of an endpoint that the demo world has */
export async function startDemo(endpoint: string): Promise<Demo> {
  const sandbox = await startSandbox();
  const { origin, apiKey, consoleToken } = sandbox;
  const baseUrl = `${origin}${basePath}`;
  const send = (url: string, method: string, key: string, body?: unknown) =>
    fetch(url, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const prepare = async (url: string, method: string, key: string, body?: object) => {
    const response = await send(url, method, key, body);
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  };
  const world = `${origin}${consoleBasePath}/worlds/demo`;
  return {
    baseUrl,
    apiKey,
    call: (call, body) => send(`${baseUrl}${pathOf(call)}`, call.method.toUpperCase(), apiKey, body),
    async reset() {
      await prepare(`${world}/reset`, 'POST', consoleToken);
      await prepare(world, 'PATCH', consoleToken, { plan: { requestsPerMinute: 100_000 } });
      await prepare(`${baseUrl}/webhooks/${endpoint}`, 'PATCH', apiKey, { events: webhookEvents });
    },
    close: () => sandbox.close(),
  };
}
