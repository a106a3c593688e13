import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** One server that `pnpm start` can run. */
export interface Part {
  /** As it is called in sentences, with its article where one is needed. */
  readonly name: string;
  /** File that runs it, relative to the workspace. */
  readonly entry: string;
  /** Environment variable with its port. */
  readonly variable: string;
  readonly defaultPort: number;
  /** Path that answers 2xx as soon as it is ready. */
  readonly readyPath: string;
  /** Path that a person opens or calls first. */
  readonly homePath: string;
  /** How much V8 may keep before it collects. By itself it keeps far more. */
  readonly nodeOptions?: readonly string[];
  readonly arguments: (port: number, host: string) => string[];
}

const portAndHost = (port: number, host: string) => ['--port', String(port), '--host', host];

/** In the order in which they are shown. Each is started as soon as the workspace has it. */
export const allParts: readonly Part[] = [
  {
    name: 'mock',
    entry: 'apps/mock/src/main.ts',
    variable: 'ATTENY_MOCK_PORT',
    defaultPort: 4010,
    readyPath: '/api/v1/me',
    homePath: '/api/v1',
    nodeOptions: ['--max-semi-space-size=4'],
    arguments: portAndHost,
  },
  {
    name: 'documentação',
    entry: 'apps/docs/src/main.ts',
    variable: 'ATTENY_DOCS_PORT',
    defaultPort: 4020,
    readyPath: '/',
    homePath: '/',
    arguments: portAndHost,
  },
  {
    name: 'servidor',
    entry: 'apps/api/src/main.ts',
    variable: 'ATTENY_API_PORT',
    defaultPort: 4000,
    readyPath: '/readyz',
    homePath: '/api/v1',
    nodeOptions: ['--max-semi-space-size=16', '--initial-old-space-size=40', '--heap-growing-percent=40'],
    arguments: portAndHost,
  },
];

/** The parts that this workspace has. */
export function presentParts(workspace: string, parts: readonly Part[] = allParts): readonly Part[] {
  return parts.filter(({ entry }) => existsSync(join(workspace, entry)));
}
