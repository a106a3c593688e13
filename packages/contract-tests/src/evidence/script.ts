import { limits } from '@atteny/contract';
import type { Arriving, Asking, Doing, Entry } from '../oracle/timeline.ts';
import { usualTimeout } from '../target/send.ts';
import { requestOf } from './console-request.ts';
import { curlOf, quoted, type Variable } from './curl.ts';
import { atOnce, looped, type Line } from './loops.ts';
import { givenBy, names, textOf } from './named.ts';
import { receiverLine } from './receiver-line.ts';
import { isMove } from './retelling.ts';

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
  const lines: Line[] = hosts.map(({ name, arrivals }, index) => ({
    text: receiverLine(name, index, arrivals),
  }));
  const steps = entries.filter((entry) => entry.kind === 'exchange' || entry.kind === 'console');
  const last = entries.at(-1);
  /** Whether what arrives can only be judged by the secret that a reply gave. */
  const showsSecrets = entries.some(({ kind }) => kind === 'arrival') && steps.at(-1) !== last;
  const write = (line: Line, entry: Entry): void =>
    void lines.push({ ...line, seconds: secondsAfter(entry, entries) });
  for (let index = 0; index < steps.length; index += 1) {
    const entry = steps[index] as Asking | Doing;
    const step = asPage ? entry : withoutOrigin(entry);
    const later = steps.slice(index + 1).map(textOf);
    const given = givenBy(entry).filter(
      ({ value }, at, all) =>
        variables.every((each) => each.value !== value) &&
        all.findIndex((each) => each.value === value) === at &&
        (isBirth(entry) || later.some((text) => names(text, value))),
    );
    const spoken = [...variables, ...instantsIn(entry, variables)];
    const isShown = showsSecrets && givesSecret(entry);
    if (given.length > 0 && entry !== last) {
      const named: (Variable & { path: string })[] = [];
      for (const { value, path } of given) {
        const name = isBirth(entry) ? nameOfBirth(path, variables) : nameOf(path, [...variables, ...named]);
        named.push({ value, path, name });
      }
      const line = lineOf(step, spoken, isShown ? inALine : []);
      write({ text: taken(isShown ? `${line} | tee >(cat >&2)` : line, named) }, entry);
      variables.push(...named);
      continue;
    }
    // What a Test came to is in its reply.
    const isCause = showsSecrets && entry === steps.at(-1);
    const shows =
      entry === last
        ? shownOf(entry)
        : isCause
          ? ['-i', ...inALine]
          : isShown
            ? inALine
            : ['-o', '/dev/null'];
    const text = lineOf(step, spoken, shows);
    const together = entry === last ? 1 : sentAtOnce(steps, index);
    if (together > 1) {
      write({ text: atOnce(text, together) }, entry);
      index += together - 1;
      continue;
    }
    const body = bodyIn(text, entry, spoken);
    write({ text, ...(body !== undefined && entry !== last && { body }) }, entry);
  }
  const answers = hosts.map(({ arrivals }) => new Set(arrivals.map(({ answer }) => JSON.stringify(answer))));
  const isAlike = answers.every(({ size }) => size <= 1);
  return [...looped(lines, isAlike), ...(hosts.length === 0 ? [] : ['kill $receivers'])];
}

/** A reply that something else is shown after. */
const inALine = ['-w', String.raw`'\n'`];

/** A clock waits for all that is due; where that never comes, nobody waits longer for it. */
const longestMove = 5;

/** Of the last reply all is shown; one that never came is waited for as long as the run waited. */
function shownOf(entry: Entry): string[] {
  const isSilent = entry.kind === 'exchange' && entry.exchange.response.status === 0;
  const seconds = isSilent ? usualTimeout : isMove(entry) ? longestMove : undefined;
  return ['-i', ...(seconds === undefined ? [] : ['-m', String(seconds)])];
}

/** Seconds to wait after a step: for what it causes to arrive, or as long as the contract gives. */
function secondsAfter(entry: Entry, entries: readonly Entry[]): number {
  if (entry.kind === 'console' && entry.operation === 'revokeApiKey') return limits.keyRevocationSeconds + 1;
  // What a clock that moves causes has arrived when its reply comes.
  if (isMove(entry)) return 0;
  const rest = entries.slice(entries.indexOf(entry) + 1);
  const end = rest.findIndex(({ kind }) => kind === 'exchange' || kind === 'console');
  if (isMove(rest[end])) return 0;
  const arrivals = (end < 0 ? rest : rest.slice(0, end)).filter((each) => each.kind === 'arrival');
  return Math.max(0, ...arrivals.map((arrival) => Math.ceil((arrival.answeredAt - arrival.at) / 1000) + 1));
}

/** Where a line says what is sent, as one word. */
function bodyIn(text: string, entry: Asking | Doing, variables: readonly Variable[]): string | undefined {
  const body =
    entry.kind === 'exchange' ? entry.exchange.request.body : JSON.stringify(requestOf(entry).body);
  if (typeof body !== 'string') return undefined;
  const word = quoted(body, variables);
  return text.includes(`--data-raw ${word} `) ? word : undefined;
}

/** Whether its reply has what deliveries are signed with. */
const givesSecret = (entry: Entry): boolean =>
  entry.kind === 'exchange' && /"secret":"whsec_/.test(entry.exchange.response.text);

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
    .filter((each) => each.arrivals.length > 0 || isMove(entries.at(-1)))
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

/** As anybody sends it: the suite's own are sent as a page of this machine would. */
function withoutOrigin<Step extends Asking | Doing>(entry: Step): Step {
  if (entry.kind !== 'exchange') return entry;
  const { origin: _origin, ...headers } = entry.exchange.request.headers;
  // What only a page asks.
  if (headers['access-control-request-method'] !== undefined) return entry;
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

/** How many requests from one on were the same, and sent at one time. */
function sentAtOnce(steps: readonly Entry[], from: number): number {
  const first = steps[from];
  if (first?.kind !== 'exchange' || first.sent >= first.received) return 1;
  const isWith = (each: Entry): boolean =>
    each.kind === 'exchange' &&
    each.sent === first.sent &&
    each.received === first.received &&
    JSON.stringify(each.exchange.request) === JSON.stringify(first.exchange.request);
  const rest = steps.slice(from, -1);
  const other = rest.findIndex((each) => !isWith(each));
  return other < 0 ? rest.length : other;
}
