import type { ContractDocument } from '../contract/document.ts';

/** A server that the samples can speak to. */
export interface Origin {
  /** With the contract's base path, without a slash at the end. */
  baseUrl: string;
  /** The key that the samples show for it. */
  key: string;
}

export interface Origins {
  mock: Origin;
  sandbox: Origin;
  production: Origin;
}

/** Where the local servers are, by port. */
export interface LocalPorts {
  mock: number;
  sandbox: number;
}

/** The public key of the sandbox's demo organization; the mock takes any key. */
export const demoKey = 'sk_live_AttenyDemoKeyForTheLocalSandbox03iuauu';

/** Reads production from the contract; the local servers answer at the same base path. */
export function originsOf(document: ContractDocument, ports: LocalPorts): Origins {
  const production = document.servers[0]?.url;
  if (!production) throw new Error('The contract names no server.');
  const basePath = new URL(production).pathname.replace(/\/$/, '');
  return {
    mock: { baseUrl: `http://localhost:${ports.mock}${basePath}`, key: demoKey },
    sandbox: { baseUrl: `http://localhost:${ports.sandbox}${basePath}`, key: demoKey },
    production: { baseUrl: production, key: '$ATTENY_API_KEY' },
  };
}
