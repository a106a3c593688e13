import type { Response } from '../target/exchange.ts';

interface SaidByProxy {
  location?: string[];
  severity?: string;
  message?: string;
}

/** What a validating proxy on the way (Prism's, in `sl-violations`) says against the reply; empty without one. */
export function proxyComplaints({ headers }: Response): string[] {
  const said = headers['sl-violations'];
  if (said === undefined) return [];
  let list: SaidByProxy[];
  try {
    list = JSON.parse(said) as SaidByProxy[];
  } catch {
    return ['sl-violations is no JSON'];
  }
  return list
    .filter(({ location, severity }) => location?.[0] === 'response' && severity === 'Error')
    .map(({ location, message }) => `${location?.join('.')}: ${message}`);
}
