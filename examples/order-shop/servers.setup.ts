import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    sandbox: { url: string; consoleToken: string };
    mock: { url: string; apiKey: string };
  }
}

/**
 * The servers of the tests: those that the environment names, as a repository of its own has them in CI; in the workspace of
 * the API, where it names none, they are started here.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { ATTENY_SANDBOX_URL, ATTENY_CONSOLE_TOKEN, ATTENY_MOCK_URL } = process.env;
  if (ATTENY_SANDBOX_URL && ATTENY_CONSOLE_TOKEN && ATTENY_MOCK_URL) {
    provide('sandbox', { url: ATTENY_SANDBOX_URL, consoleToken: ATTENY_CONSOLE_TOKEN });
    provide('mock', { url: ATTENY_MOCK_URL, apiKey: `sk_live_${'0'.repeat(38)}` });
    return async () => undefined;
  }
  const { startMock, startSandbox } = await import('@atteny/local-servers');
  const [sandbox, mock] = await Promise.all([startSandbox(), startMock()]);
  provide('sandbox', { url: sandbox.origin, consoleToken: sandbox.consoleToken });
  provide('mock', { url: mock.origin, apiKey: mock.apiKey });
  return async () => {
    await Promise.all([sandbox.close(), mock.close()]);
  };
}
