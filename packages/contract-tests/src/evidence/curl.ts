import type { Request } from '../target/exchange.ts';
import type { Entry } from '../oracle/timeline.ts';

/** Secrets never leave: what looks like one is cut short wherever text is shown. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\bsk_live_([A-Za-z0-9]{4})[A-Za-z0-9]+/g, 'sk_live_$1…')
    .replaceAll(/\bwhsec_[A-Za-z0-9+/]+=*/g, 'whsec_…')
    .replaceAll(/(Bearer +)(?!\$)[^\s'"…]{12,}/g, '$1…');
}

/** A request as a line for a shell. The key is named by a variable: it stands in no report. */
export function curlOf({ method, path, headers, body }: Request, variables: Variables = []): string {
  const parts = ['curl', '-sS', '-i', '--path-as-is'];
  if (method === 'HEAD' && body === undefined) parts.push('--head');
  else if (method !== 'GET') parts.push('-X', method);
  for (const [name, value] of Object.entries(headers)) {
    const isKey = name.toLowerCase() === 'authorization' && /^Bearer +sk_/i.test(value);
    parts.push(
      '-H',
      isKey ? '"Authorization: Bearer $ATTENY_KEY"' : quoted(`${name}: ${withoutSecrets(value)}`, variables),
    );
  }
  if (body !== undefined) {
    const text = typeof body === 'string' ? body : body.toString('utf8');
    parts.push('--data-raw', quoted(text.length > 4000 ? `${text.slice(0, 4000)}…` : text, variables));
  }
  parts.push(`"$ATTENY_TARGET"${quoted(path, variables)}`);
  return parts.join(' ');
}

/** Identifiers of this run, and the variables of the shell that stand for them. */
export type Variables = readonly { id: string; name: string }[];

/** Text in single quotes for a shell, with the variables outside of them. */
function quoted(text: string, variables: Variables): string {
  const plain = `'${text.replaceAll("'", `'\\''`)}'`;
  return variables.reduce((line, { id, name }) => line.replaceAll(id, `'"$${name}"'`), plain);
}

/** Several things one after the other, as a script: what one reply gave is put into the next request. */
export function scriptOf(entries: readonly Entry[]): string[] {
  const variables: { id: string; name: string }[] = [];
  return entries.flatMap((entry, index) => {
    const later = entries
      .slice(index + 1)
      .map(textOf)
      .join('\n');
    const line = lineOf(entry, variables);
    if (line === undefined) return [];
    const found = idsOf(replyOf(entry)).filter(
      ({ id }) => later.includes(id) && variables.every((each) => each.id !== id),
    );
    const [first] = found;
    if (!first) return [line];
    const name = `ID${variables.length + 1}`;
    variables.push({ id: first.id, name });
    return [`${name}=$(${line.replace(' -i ', ' ')} | jq -r '.data${first.path}')`];
  });
}

function lineOf(entry: Entry, variables: Variables): string | undefined {
  if (entry.kind === 'exchange') return curlOf(entry.exchange.request, variables);
  if (entry.kind !== 'console') return undefined;
  const token = `-H "Authorization: Bearer $ATTENY_CONSOLE_TOKEN"`;
  const json = (value: unknown): string =>
    `-H 'content-type: application/json' --data-raw ${quoted(JSON.stringify(value), variables)}`;
  const { operation, input } = entry;
  if (operation === 'createWorld') {
    return `eval "$(curl -sS ${token} ${json(input)} "$ATTENY_CONSOLE/worlds" | jq -r '.data | "WORLD=\\(.id) ATTENY_KEY=\\(.key) ORGANIZATION=\\(.organization.id)"')"`;
  }
  const here = '"$ATTENY_CONSOLE/worlds/$WORLD';
  switch (operation) {
    case 'updateWorld':
      return `curl -sS ${token} -X PATCH ${json(input)} ${here}"`;
    case 'simulateInboundMessage':
      return `curl -sS ${token} ${json(input)} ${here}/inbound-messages"`;
    case 'updateConversationStatus': {
      const { conversationId, ...rest } = input;
      return `curl -sS ${token} -X PATCH ${json(rest)} ${here}/conversations/"${quoted(String(conversationId), variables)}`;
    }
    case 'advanceClock':
      return `curl -sS ${token} ${json(input)} ${here}/clock/advance"`;
    case 'createApiKey':
      return `curl -sS ${token} ${json(input)} "$ATTENY_CONSOLE/organizations/$ORGANIZATION/keys"`;
    case 'revokeApiKey':
      return '# the key is revoked by the console';
    case 'listJournalRequests':
    default:
      return `curl -sS ${token} ${here}/requests"`;
  }
}

/** What of an entry may name a thing of before. */
export function textOf(entry: Entry): string {
  if (entry.kind === 'exchange') {
    return `${entry.exchange.request.path} ${String(entry.exchange.request.body ?? '')}`;
  }
  return entry.kind === 'console' ? JSON.stringify(entry.input) : '';
}

/** What of an entry gives things their ids. */
export function replyOf(entry: Entry): unknown {
  if (entry.kind === 'exchange') {
    return (entry.exchange.response.json as { data?: unknown } | undefined)?.data;
  }
  return entry.kind === 'console' && entry.operation !== 'createWorld' ? entry.data : undefined;
}

export function idsOf(value: unknown, path = ''): { id: string; path: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]): { id: string; path: string }[] => {
    const here = Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`;
    return name === 'id' && typeof each === 'string' ? [{ id: each, path: here }] : idsOf(each, here);
  });
}
