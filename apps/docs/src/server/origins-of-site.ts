import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContractDocument } from '../contract/document.ts';
import { originsOf, type LocalPorts, type Origins } from '../site/origins.ts';

/** The servers that a built site speaks of, read from the contract in it. */
export async function bundleOrigins(folder: string, ports: LocalPorts): Promise<Origins> {
  const text = await readFile(join(folder, 'openapi.json'), 'utf8');
  return originsOf(JSON.parse(text) as ContractDocument, ports);
}
