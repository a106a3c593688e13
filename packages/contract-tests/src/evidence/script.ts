import { limits } from '@atteny/contract';
import type { Arriving, Asking, Doing, Entry } from '../oracle/timeline.ts';
import { curlOf, type Variable } from './curl.ts';
import { givenBy, names, textOf } from './named.ts';
import { receiverLine } from './receiver-line.ts';

/** What a run was given: variables of the environment stand for it. */
export interface Secrets {
  key?: string;
  /** Of the console. */
  token?: string;
}

export interface Known extends Secrets {
  /** Whether the steps are shown as a page sent them: only where the finding is about that. */
  asPage?: boolean;
  /** Deliveries that the last step caused before it was answered. */
  meanwhile?: readonly Arriving[];
}

/** Steps one after the other, as lines for a shell: what one reply gave is put into the next request. */
export function scriptOf(
  entries: readonly Entry[],
  { key, token, asPage = false, meanwhile = [] }: Known = {},
): string[] {
  const variables: Variable[] = [
    // Where worlds are made each has a key of its own.
    ...(key === undefined || entries.some(isBirth) ? [] : [{ value: key, name: 'ATTENY_KEY' }]),
    ...(token === undefined ? [] : [{ value: token, name: tokenName }]),
  ];
  const hosts = receiversOf(entries, meanwhile);
  variables.push(...hosts.map(({ host, name }) => ({ value: host, name })));
  const lines: string[] = hosts.map(({ name, arrivals }, index) => receiverLine(name, index, arrivals));
  const last = entries.at(-1);
  let waited = true;
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index] as Entry;
    if (entry.kind === 'receiver') continue;
    if (entry.kind === 'arrival') {
      // What a clock that moves causes has arrived when its reply comes.
      if (!waited) lines.push(`sleep ${Math.ceil((entry.answeredAt - entry.at) / 1000) + 1}`);
      waited = true;
      continue;
    }
    waited = entry.kind === 'console' && entry.operation === 'advanceClock';
    const step = asPage ? entry : withoutOrigin(entry);
    const later = entries
      .slice(index + 1)
      .filter(({ kind }) => kind !== 'arrival')
      .map(textOf);
    const given = givenBy(entry).filter(
      ({ value }, at, all) =>
        variables.every((each) => each.value !== value) &&
        all.findIndex((each) => each.value === value) === at &&
        (isBirth(entry) || later.some((text) => names(text, value))),
    );
    const spoken = [...variables, ...instantsIn(entry, variables)];
    if (given.length > 0 && !(entry === last)) {
      const named: (Variable & { path: string })[] = [];
      for (const { value, path } of given) {
        const name = isBirth(entry) ? nameOfBirth(path, variables) : nameOf(path, [...variables, ...named]);
        named.push({ value, path, name });
      }
      lines.push(taken(lineOf(step, spoken, []), named));
      variables.push(...named);
      continue;
    }
    const count = entry === last ? 1 : repetitions(entries, index);
    const line = lineOf(step, spoken, entry === last ? ['-i'] : ['-o', '/dev/null']);
    const rest = entry === last && count === 1 ? [] : entries.slice(index + 1, index + count);
    lines.push(rest.length === 0 ? line : loop(line, count, isAtOnce([entry, ...rest])));
    if (entry.kind === 'console' && entry.operation === 'revokeApiKey') {
      // The contract gives a revocation this long.
      lines.push(`sleep ${limits.keyRevocationSeconds + 1}`);
    }
    index += count - 1;
  }
  return hosts.length === 0 ? lines : [...lines, 'kill $receivers'];
}

const tokenName = 'ATTENY_CONSOLE_TOKEN';
/** Stands for the token of the console, which the record of a run does not hold. */
const placeholder = '<token>';

const isBirth = (entry: Entry): boolean => entry.kind === 'console' && entry.operation === 'createWorld';

/** The receivers that anything came to, with all of it. */
function receiversOf(entries: readonly Entry[], meanwhile: readonly Arriving[]) {
  const all = entries.filter((entry) => entry.kind === 'receiver').map(({ origin }) => new URL(origin).host);
  const arrivals = [...new Set([...entries.filter((entry) => entry.kind === 'arrival'), ...meanwhile])];
  return all
    .map((host) => ({ host, arrivals: arrivals.filter(({ headers }) => headers['host'] === host) }))
    .filter((each) => each.arrivals.length > 0)
    .map((each, index) => ({ ...each, name: index === 0 ? 'RECEIVER' : `RECEIVER${index + 1}` }));
}

/** A world, its key and its organization have the same names in every script; a second one has a number. */
function nameOfBirth(path: string, variables: readonly Variable[]): string {
  const before = variables.filter(({ name }) => /^WORLD\d*$/.test(name)).length;
  const name = { '.data.id': 'WORLD', '.data.key': 'ATTENY_KEY' }[path] ?? 'ORGANIZATION';
  return before === 0 ? name : `${name}${before + 1}`;
}

/** A name with a number for what a step gave. */
function nameOf(path: string, variables: readonly Variable[]): string {
  const name = path.endsWith('.key') ? 'KEY' : path.endsWith('.id') ? 'ID' : 'AT';
  const before = variables.filter((each) => each.name.replace(/\d+$/, '') === name).length;
  return `${name}${before + 1}`;
}

/** A line whose reply fills variables. */
function taken(line: string, given: readonly { path: string; name: string }[]): string {
  const [first] = given;
  if (given.length === 1 && first) return `${first.name}=$(${line} | jq -r '${first.path}')`;
  const filled = given.map(({ name, path }) => `${name}=\\(${path} | @sh)`).join(' ');
  return `eval "$(${line} | jq -r '"${filled}"')"`;
}

function lineOf(entry: Asking | Doing, variables: readonly Variable[], shows: readonly string[]): string {
  if (entry.kind === 'exchange') {
    const token = variables.find(({ name }) => name === tokenName)?.value;
    const isForConsole = token !== undefined && textOf(entry).includes(token);
    return curlOf(entry.exchange.request, {
      variables,
      shows,
      ...(isForConsole && { base: 'ATTENY_CONSOLE' }),
    });
  }
  const { method, path, body } = requestOf(entry);
  const headers = {
    authorization: `Bearer ${placeholder}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const token = { value: placeholder, name: tokenName };
  const text = body === undefined ? undefined : JSON.stringify(body);
  return curlOf(
    { method, path, headers, body: text },
    {
      variables: [token, ...variables],
      base: 'ATTENY_CONSOLE',
      shows: shows.filter((each) => each !== '-i'),
    },
  );
}

/** What was done through a console, as a request to it. */
function requestOf({ operation, input, worldId }: Doing): { method: string; path: string; body?: unknown } {
  const here = `/worlds/${worldId}`;
  const { conversationId, organizationId, id, key: _key, ...rest } = input;
  switch (operation) {
    case 'createWorld':
      return { method: 'POST', path: '/worlds', body: input };
    case 'updateWorld':
      return { method: 'PATCH', path: here, body: input };
    case 'simulateInboundMessage':
      return { method: 'POST', path: `${here}/inbound-messages`, body: input };
    case 'updateConversationStatus':
      return { method: 'PATCH', path: `${here}/conversations/${String(conversationId)}`, body: rest };
    case 'advanceClock':
      return { method: 'POST', path: `${here}/clock/advance`, body: input };
    case 'createApiKey':
      return { method: 'POST', path: `/organizations/${String(organizationId)}/keys`, body: rest };
    case 'updateApiKey':
      return {
        method: 'PATCH',
        path: `/organizations/${String(organizationId)}/keys/${String(id)}`,
        body: rest,
      };
    case 'revokeApiKey':
      return { method: 'DELETE', path: `/organizations/${String(organizationId)}/keys/${String(id)}` };
    case 'listJournalRequests':
    default:
      return { method: 'GET', path: `${here}/requests` };
  }
}

/** As anybody sends it: the suite's own are sent as a page of this machine would. */
function withoutOrigin<Step extends Asking | Doing>(entry: Step): Step {
  if (entry.kind !== 'exchange') return entry;
  const { origin: _origin, ...headers } = entry.exchange.request.headers;
  const { exchange } = entry;
  return { ...entry, exchange: { ...exchange, request: { ...exchange.request, headers } } };
}

/** Instants of a request that no step gave are as far ahead of now as they were then. */
function instantsIn(entry: Asking | Doing, variables: readonly Variable[]): Variable[] {
  const found = textOf(entry).match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g) ?? [];
  return [...new Set(found)].flatMap((value) => {
    const seconds = Math.round((Date.parse(value) - entry.sent) / 1000);
    if (Math.abs(seconds) > farSeconds || variables.some((each) => each.value === value)) return [];
    return { value, name: `(jq -nr 'now + ${seconds} | floor | todate')` };
  });
}

/** What is further away was meant as it is written. */
const farSeconds = 40 * 86_400;

/** How often the same is sent in a row, and nothing of it is needed later. */
function repetitions(entries: readonly Entry[], from: number): number {
  const first = entries[from] as Entry;
  let count = 1;
  for (const entry of entries.slice(from + 1, -1)) {
    if (first.kind !== 'exchange' || entry.kind !== 'exchange') break;
    const isSame = JSON.stringify(entry.exchange.request) === JSON.stringify(first.exchange.request);
    const later = entries.slice(from + count + 1).map(textOf);
    if (!isSame || givenBy(entry).some(({ value }) => later.some((text) => names(text, value)))) break;
    count += 1;
  }
  return count;
}

/** Whether they were sent at one time: only together do they show what they show. */
function isAtOnce(entries: readonly Entry[]): boolean {
  const [first] = entries;
  return (
    first?.kind === 'exchange' &&
    first.sent < first.received &&
    entries.every(
      (each) => each.kind === 'exchange' && each.sent === first.sent && each.received === first.received,
    )
  );
}

function loop(line: string, count: number, atOnce: boolean): string {
  const each =
    count <= 10 ? Array.from({ length: count }, (_none, index) => index + 1).join(' ') : `$(seq 1 ${count})`;
  return atOnce
    ? `for n in ${each}; do ${line} & sent="$sent $!"; done; wait $sent`
    : `for n in ${each}; do ${line}; done`;
}
