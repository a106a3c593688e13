import { demoKey } from '../demo/demo-key.ts';
import type { Running } from './run.ts';
import { localBaseUrl, type Settings } from './settings.ts';

/** Tells the person who started a sandbox where it is and how to call it. Production logs instead. */
export function announce(
  settings: Settings,
  { port, consoleToken }: Pick<Running, 'port' | 'consoleToken'>,
): void {
  if (settings.mode !== 'sandbox') return;
  const baseUrl = localBaseUrl(port);
  console.log(
    [
      `Sandbox da API Atteny: ${baseUrl}`,
      `Chave de demonstração: ${demoKey}`,
      `Token do console:      ${consoleToken}`,
      '',
      `  curl ${baseUrl}/contacts -H "Authorization: Bearer ${demoKey}"`,
      '',
    ].join('\n'),
  );
}
