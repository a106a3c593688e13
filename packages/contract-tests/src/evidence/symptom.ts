import type { Violation } from '../conformance/violation.ts';
import { subjects } from '../contract/catalog.ts';
import { generalized } from './sought.ts';
import { isOfItsRequest, keyOfStatus, type WrongStatus } from './wrong-status.ts';
import type { Line } from './spec-files.ts';

/** In what a reply is wrong. What stands first explains the rest of the same reply; header and body explain nothing of each other. */
export type Area = 'wire' | 'status' | 'header' | 'body' | 'demand';

/** A way of being wrong: what is the same wherever it is seen is one. */
export interface Symptom {
  key: string;
  area: Area;
  /** Whether it may follow from what happened before: what breaks the form of a reply does not. */
  mayFollow: boolean;
  /** Whether what comes after it in its world may follow from it. */
  mayLead: boolean;
}

/** What is known of a reply beside the one thing that is wrong in it. */
export interface Around {
  operationId: string | undefined;
  source: Line;
  status: WrongStatus | undefined;
  /** Whether what was due came nowhere in the run: this status, or the code of any refusal. */
  isNeverRight: { status: boolean; code: boolean };
  /** By what the list in it is another list. */
  list: ListFault | undefined;
  /** The keyword by which the form of this property is wrong, here or elsewhere. */
  schema: string | undefined;
}

/** A list that has other items than it had to have. */
export interface ListFault {
  key: string;
  isOfIt(names: readonly string[]): boolean;
}

const ofTheWire = ['json', 'encoding', 'media-type'];
const ofForm = [...ofTheWire, 'body', 'header', 'limits', 'proxy', 'status'];

export function symptomOf(violation: Violation, around: Around): Symptom {
  const { rule, place = '', because, message, exchange } = violation;
  const { operationId, status, isNeverRight, list, source, schema } = around;
  const [part, ...names] = place.split('/').slice(1);
  const [name = ''] = names;
  const isReply = isOfReply(violation);
  const alone = { mayFollow: false, mayLead: false };
  if (ofTheWire.includes(rule) || place === '/headers/content-type') {
    return { key: `wire ${rule === 'json' ? '' : place}`, area: 'wire', ...alone };
  }
  if (because === 'a page may ask beforehand') return { key: `preflight ${place}`, area: 'header', ...alone };
  if (part === 'status' && status) {
    return {
      key: keyOfStatus(status, exchange.request, operationId, isNeverRight.status),
      area: 'status',
      mayFollow: !isOfItsRequest(status, exchange.request),
      mayLead: true,
    };
  }
  if (part === 'headers') {
    // Of a delivery the model goes on whatever signs it, but not whatever it is called.
    const mayLead = ['x-atteny-delivery', 'webhook-id'].includes(name);
    // A reply that is given again without a reason is wrong as a whole.
    const isReplay = name === 'idempotency-replayed' && exchange.response.headers[name] !== undefined;
    return isReply
      ? { key: `header ${name}`, area: isReplay ? 'wire' : 'header', ...alone }
      : { key: `delivery ${name}`, area: 'body', mayFollow: true, mayLead };
  }
  const isRefusal = isReply && exchange.response.status >= 400;
  if (part === 'body' && (isRefusal || (isReply && names.length === 1 && name !== 'data'))) {
    const ofStatus = name === 'code' && !isNeverRight.code ? ` of ${exchange.response.status}` : '';
    return {
      key: `envelope ${name}${ofStatus}`,
      area: 'body',
      ...alone,
      mayFollow: name === 'code',
    };
  }
  const mayFollow = !ofForm.includes(rule);
  if (part === 'body' && violation.schema === undefined && list?.isOfIt(names) === true) {
    return { key: list.key, area: 'body', mayFollow, mayLead: true };
  }
  if (place !== '') {
    const isOfItsValue = because === undefined || because === 'an event is what happened';
    const key =
      schema !== undefined
        ? `schema ${schema.slice(0, schema.lastIndexOf('/'))}`
        : part === 'body' && source.file.includes('/components/') && (isReply || isOfItsValue)
          ? `${source.file}:${source.line}`
          : `${because ?? rule} ${generalized(place)}`;
    return { key, area: 'body', mayFollow, mayLead: true };
  }
  return isReply
    ? {
        key: `${rule} ${operationId ?? ''} ${likeness(message)}`,
        area: 'demand',
        mayFollow: true,
        mayLead: true,
      }
    : { key: because ?? rule, area: 'body', mayFollow, mayLead: true };
}

/** Whether it is about a reply of the API, and not about a delivery or what a console said. */
export function isOfReply({ exchange: { request } }: Violation): boolean {
  return request.method !== 'CONSOLE' && request.method !== 'DELIVERY';
}

/** A sentence without what differs from one time to the next. */
export function likeness(message: string): string {
  return message.replaceAll(/"(?:[^"\\]|\\.)*"|«[^»]*»|\b[a-z]{3}_\w+|\d[\d:.TZ-]*/g, '#');
}

/** The things that an operation is about; deliveries, and what a clock did, are about endpoints. */
export function familyOf(operationId: string | undefined): string {
  const tag = subjects.find(({ id }) => id === operationId)?.operation.tag ?? 'webhooks';
  return tag === 'messages' ? 'conversations' : tag;
}
