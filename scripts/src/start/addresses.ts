import type { Part } from './parts.ts';

export interface ServerSecrets {
  readonly demoKey?: string | undefined;
  readonly consoleToken?: string | undefined;
  /** Signs in to the dashboard, once. */
  readonly signInLink?: string | undefined;
}

/** Any key of the right form satisfies the mock. */
const mockKey = 'sk_live_0123456789abcdefghijklmnopqrstuv000000';

/**
 * What is shown when everything answers: an address a part, and a line to paste.
 * @param server what the reference server has named: a key that it accepts, the token of its console, and a link into the dashboard
 */
export function addresses(ports: ReadonlyMap<Part, number>, server: ServerSecrets = {}): string {
  const { demoKey, consoleToken, signInLink } = server;
  const width = Math.max(...[...ports.keys()].map(({ name }) => name.length));
  const rows = [...ports].map(
    ([{ name, homePath }, port]) =>
      `  ${capitalized(name).padEnd(width)}   http://localhost:${port}${homePath}`,
  );
  const line = curlLine(ports, demoKey);
  return [
    '',
    'Tudo no ar:',
    '',
    ...rows,
    ...(line ? ['', 'Experimente:', '', `  ${line}`] : []),
    ...(signInLink ? ['', `Painel (a ligação vale uma vez): ${signInLink}`] : []),
    ...(consoleToken ? ['', `Token do console do servidor (/console/v1): ${consoleToken}`] : []),
    '',
    'Ctrl-C encerra tudo.',
    '',
  ].join('\n');
}

function curlLine(ports: ReadonlyMap<Part, number>, demoKey: string | undefined): string | undefined {
  const named = (name: string) => [...ports].find(([part]) => part.name === name);
  const [target, key] =
    demoKey && named('servidor') ? [named('servidor'), demoKey] : [named('mock'), mockKey];
  if (!target) return undefined;
  const [{ homePath }, port] = target;
  return `curl http://localhost:${port}${homePath}/contacts -H "Authorization: Bearer ${key}"`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
