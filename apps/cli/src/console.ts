import { consoleBasePath } from '@atteny/contract';
import type { paths } from '@atteny/contract/console';
import createClient, { type Client } from 'openapi-fetch';
import type { Context } from './context.ts';
import { CommandError, exits } from './exit.ts';
import { type SandboxAddress, sandboxAddress } from './sandbox-address.ts';
import { unreachable } from './unreachable.ts';

export interface Console {
  readonly address: SandboxAddress;
  /** Typed calls of the console's contract. */
  readonly client: Client<paths>;
  /** What a call answered, once it is a success. Throws {@link CommandError}. */
  data<Data>(call: Promise<Answered<Data>>): Promise<Data>;
}

interface Answered<Data> {
  readonly data?: { readonly data: Data };
  readonly error?: unknown;
  readonly response: Response;
}

interface ErrorBody {
  readonly code?: string;
  readonly error?: string;
  readonly details?: readonly { readonly path: string; readonly message: string }[];
}

/** The console of the sandbox that the flags, the environment or the connection file name. */
export async function openConsole(context: Context, url: URL | undefined): Promise<Console> {
  const address = await sandboxAddress(context, url);
  const client = createClient<paths>({
    baseUrl: `${address.url}${consoleBasePath}`,
    headers: { Authorization: `Bearer ${address.token}` },
    async fetch(request) {
      const response = await reach(context, address.url, request);
      if (/json/.test(response.headers.get('content-type') ?? '')) return response;
      throw refusal(context, address.url, response.status, undefined);
    },
  });
  return {
    address,
    client,
    async data(call) {
      const { data, error, response } = await call;
      if (data !== undefined) return data.data;
      throw refusal(context, address.url, response.status, error as ErrorBody | undefined);
    },
  };
}

/** A fetch that says in a sentence when nobody is there. */
export async function reach(context: Context, url: string, request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreachable(context, url, error);
  }
}

export function refusal(
  { say }: Context,
  url: string,
  status: number,
  body: ErrorBody | undefined,
): CommandError {
  if (status === 401) {
    return new CommandError(
      exits.token,
      say(
        `O sandbox em ${url} recusou o token do console. Confira ATTENY_CONSOLE_TOKEN; sem ela vale o de um «atteny sandbox» em execução.`,
        `The sandbox at ${url} refused the console token. Check ATTENY_CONSOLE_TOKEN; without it that of a running “atteny sandbox” is used.`,
      ),
    );
  }
  if (body?.code === undefined) {
    return new CommandError(
      exits.noSandbox,
      say(
        `Quem responde em ${url} não é um sandbox da Atteny (HTTP ${status}). Confira o endereço: --url ou ATTENY_URL.`,
        `What answers at ${url} is no sandbox of Atteny (HTTP ${status}). Check the address: --url or ATTENY_URL.`,
      ),
    );
  }
  const details = (body.details ?? []).map(({ path, message }) => `\n  ${path}: ${message}`).join('');
  return new CommandError(exits.refused, `${body.error ?? ''} (${body.code}, HTTP ${status})${details}`);
}
