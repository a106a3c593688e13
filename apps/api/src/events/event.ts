import type { WebhookEventName, webhooks as eventNames } from '@atteny/contract';
import type { webhooks } from '@atteny/contract/public';
import type { TransactionScope } from '../organizations/scope.ts';

type Payload<Id extends keyof webhooks> = webhooks[Id]['post'] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

type DataByName = {
  [Id in keyof webhooks as (typeof eventNames)[Id]]: Payload<Id> extends { data: infer Data } ? Data : never;
};

/** One of the contract's events: its name and what goes with it. */
export interface EventOf<Name extends WebhookEventName> {
  readonly name: Name;
  /** World time of the cause, in milliseconds. */
  readonly at: number;
  /** What it carries: the payload's `data`. */
  readonly data: DataByName[Name];
}

/** Any event of the contract, name and data tied. */
export type DomainEvent = { [Name in WebhookEventName]: EventOf<Name> }[WebhookEventName];

declare const written: unique symbol;

/** An event that was written down. Only a recorder makes one. */
export interface Emitted<Name extends WebhookEventName> {
  readonly name: Name;
  readonly [written]: true;
}

/** Writes an event and its deliveries in the transaction of their cause; rejecting rolls the cause back. */
export type Emit<Names extends WebhookEventName = WebhookEventName> = <Name extends Names>(
  scope: TransactionScope,
  event: EventOf<Name>,
) => Promise<Emitted<Name>>;

/** For a recorder, once the event is written. */
export function emitted<Name extends WebhookEventName>(name: Name): Emitted<Name> {
  return { name } as Emitted<Name>;
}
