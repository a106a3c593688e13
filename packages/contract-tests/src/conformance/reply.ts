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
        place: '/status',
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
  const found: Found[] = [];
  if (response.status !== promise.status) {
    found.push({
      rule: 'status',
      message: `status ${response.status} instead of ${promise.status}`,
      place: '/status',
    });
  }
  found.push(...mediaType(promise, response), ...headers(promise, response));
  if (promise.schema !== undefined && response.json === undefined) {
    found.push({
      rule: 'json',
      message: `the body is no JSON: ${JSON.stringify(response.text.slice(0, 80))}`,
    });
  } else if (promise.schema !== undefined) {
    for (const complaint of complaints(promise.schema, response.json)) {
      found.push({ ...complaint, rule: 'body', place: `/body${complaint.place}` });
    }
  }
  const encoding = response.headers['content-encoding'];
  if (encoding !== undefined) {
    found.push({
      rule: 'encoding',
      message: `the body is announced as ${encoding}, which nobody asked for`,
      place: '/headers/content-encoding',
    });
  }
  for (const message of proxyComplaints(response)) found.push({ rule: 'proxy', message });
  for (const message of limitComplaints(response)) {
    found.push({
      rule: 'limits',
      message,
      place: `/headers/${limitHeader.exec(message)?.[0].toLowerCase()}`,
    });
  }
  return found.map((each) => ({ ...each, operationId, exchange }));
}

type Found = Omit<Violation, 'operationId' | 'exchange'>;

/** Which header a sentence about the limits is about: the first that it names. */
const limitHeader = /X-[\w-]+|Retry-After/;

function mediaType(promise: Reply, { headers: sent }: Response): Found[] {
  if (promise.mediaType === undefined) return [];
  const type = (sent['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const message = `media type «${type}» instead of ${promise.mediaType}`;
  return type === promise.mediaType ? [] : [{ rule: 'media-type', message, place: '/headers/content-type' }];
}

function headers(promise: Reply, { headers: sent }: Response): Found[] {
  return promise.headers.flatMap(({ name, required, schema }): Found[] => {
    const place = `/headers/${name.toLowerCase()}`;
    const value = sent[name.toLowerCase()];
    if (value === undefined) {
      return required ? [{ rule: 'header', message: `header ${name} is missing`, place }] : [];
    }
    return headerComplaints(schema, value).map((complaint) => ({
      ...complaint,
      rule: 'header',
      message: `header ${name}: ${JSON.stringify(value)} ${complaint.message}`,
      place,
    }));
  });
}
