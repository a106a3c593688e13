import type { Request } from 'express';

interface Input {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  header(name: string): string | undefined;
}

/** What a handler sees of a request that the contract has accepted. */
export function inputOf({ exchange, query, body, headers }: Request): Input {
  return {
    params: exchange.params,
    query,
    body,
    header(name: string): string | undefined {
      const value = headers[name.toLowerCase()];
      return typeof value === 'string' ? value : undefined;
    },
  };
}
