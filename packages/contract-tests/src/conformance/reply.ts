import { reply, step, type Reply, type Subject } from '../contract/catalog.ts';
import { complaints, headerComplaints } from '../contract/validator.ts';
import type { Exchange, Response } from '../target/exchange.ts';
import { proxyComplaints } from './proxy.ts';
import { limitComplaints } from './limits.ts';
import type { Violation } from './violation.ts';

/** What a request that no operation covers is answered with. */
export const uncovered = {
  404: reply(404, step('#', 'components', 'responses', 'UnknownPath')),
  405: reply(405, step('#', 'components', 'responses', 'MethodNotAllowed')),
} as const;

/** Judges a reply to an operation whole: status, media type, headers, body. Empty: it keeps every promise. */
export function violationsOfReply(subject: Subject, exchange: Exchange): Violation[] {
  const promise = subject.replies.get(exchange.response.status);
  if (!promise) {
    const documented = [...subject.replies.keys()].join(', ');
    return [
      {
        rule: 'status',
        operationId: subject.id,
        exchange,
        message: `status ${exchange.response.status} is not documented for ${subject.id} (documented: ${documented})`,
      },
    ];
  }
  return violationsAgainst(promise, exchange, subject.id);
}

/** Judges a reply against one documented response. */
export function violationsAgainst(promise: Reply, exchange: Exchange, operationId?: string): Violation[] {
  const { response } = exchange;
  const found: [rule: string, message: string, place?: string][] = [];
  if (response.status !== promise.status) {
    found.push(['status', `status ${response.status} instead of ${promise.status}`]);
  }
  found.push(...mediaType(promise, response), ...headers(promise, response));
  if (promise.schema !== undefined && response.json === undefined) {
    found.push(['json', `the body is no JSON: ${JSON.stringify(response.text.slice(0, 80))}`]);
  } else if (promise.schema !== undefined) {
    for (const complaint of complaints(promise.schema, response.json)) {
      found.push(['body', complaint, `/body${placeIn(complaint)}`]);
    }
  }
  const encoding = response.headers['content-encoding'];
  if (encoding !== undefined) {
    found.push(['encoding', `the body is announced as ${encoding}, which nobody asked for`]);
  }
  for (const complaint of proxyComplaints(response)) found.push(['proxy', complaint]);
  found.push(...limitComplaints(response).map((message): [string, string] => ['limits', message]));
  return found.map(([rule, message, place]) => ({
    rule,
    message,
    operationId,
    exchange,
    ...(place !== undefined && { place }),
  }));
}

function mediaType(promise: Reply, { headers: sent }: Response): [string, string][] {
  if (promise.mediaType === undefined) return [];
  const type = (sent['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  return type === promise.mediaType
    ? []
    : [['media-type', `media type «${type}» instead of ${promise.mediaType}`]];
}

function headers(promise: Reply, { headers: sent }: Response): [string, string, string][] {
  return promise.headers.flatMap(({ name, required, schema }): [string, string, string][] => {
    const place = `/headers/${name.toLowerCase()}`;
    const value = sent[name.toLowerCase()];
    if (value === undefined) return required ? [['header', `header ${name} is missing`, place]] : [];
    return headerComplaints(schema, value).map((complaint) => [
      'header',
      `header ${name}: ${JSON.stringify(value)} ${complaint}`,
      place,
    ]);
  });
}

/** A complaint begins with the place that it is about. */
function placeIn(complaint: string): string {
  const place = complaint.split(' ')[0] ?? '';
  return place === '/' ? '' : place;
}
