import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generated } from './tools.ts';

/** What a generated zod schema is asked here. */
export interface ZodSchema {
  safeParse(value: unknown): { success: boolean; error?: { message: string } };
}

/** The schemas that one generator made of the operations. */
export interface ZodSchemas {
  body(operationId: string): ZodSchema | undefined;
  /** Of the first success. */
  reply(operationId: string): ZodSchema | undefined;
}

type Module = Record<string, unknown>;

/** Each generator of zod schemas by its name, with what it made. */
export async function zodSchemas(): Promise<Record<string, ZodSchemas>> {
  const [hey, orval, kubb, zodios] = await Promise.all(
    ['hey-api/zod.gen.ts', 'orval-zod/zod.ts', 'kubb/zod.ts', 'openapi-zod-client/client.ts'].map(load),
  );
  return {
    'hey-api': named(hey, (id, part) => `z${capital(id)}${part}`),
    orval: named(orval, (id, part) => `${capital(id)}${part}`),
    kubb: named(kubb, (id, part) => `${id}${part}Schema`),
    'openapi-zod-client': ofEndpoints(zodios),
  };
}

async function load(file: string): Promise<Module> {
  return (await import(/* @vite-ignore */ pathToFileURL(join(generated, file)).href)) as Module;
}

function named(module: Module = {}, name: (id: string, part: 'Body' | 'Response') => string): ZodSchemas {
  return {
    body: (id) => module[name(id, 'Body')] as ZodSchema | undefined,
    reply: (id) => module[name(id, 'Response')] as ZodSchema | undefined,
  };
}

interface Endpoint {
  alias?: string;
  path: string;
  parameters?: { type: string; schema: ZodSchema }[];
  response: ZodSchema;
}

function ofEndpoints(module: Module = {}): ZodSchemas {
  const { api } = module['api'] as { api: Endpoint[] };
  const called = (id: string) => api.find(({ alias }) => alias === id);
  return {
    body: (id) => called(id)?.parameters?.find(({ type }) => type === 'Body')?.schema,
    reply: (id) => called(id)?.response,
  };
}

function capital(id: string): string {
  return `${id[0]?.toUpperCase()}${id.slice(1)}`;
}
