import type { WebhookEvent } from '@atteny/webhooks';

type Data = WebhookEvent['data'];
/** Of a union, those of each member. */
type Properties<Value> = Record<Value extends unknown ? keyof Value : never, true>;
/** A part of the data of those events that have it. */
type PartOf<Each, Name extends string> = Each extends Record<Name, infer Part> ? Part : never;

// The compiler holds each to the contract's properties, a test to the order of its examples.
const orders = {
  '': { id: true, event: true, createdAt: true, data: true } satisfies Properties<WebhookEvent>,
  data: { message: true, conversation: true, contact: true } satisfies Properties<Data>,
  message: {
    id: true,
    conversationId: true,
    direction: true,
    type: true,
    content: true,
    mediaUrl: true,
    mediaType: true,
    createdAt: true,
  } satisfies Properties<PartOf<Data, 'message'>>,
  conversation: { id: true, status: true, createdAt: true, updatedAt: true } satisfies Properties<
    PartOf<Data, 'conversation'>
  >,
  contact: {
    id: true,
    phoneNumber: true,
    name: true,
    createdAt: true,
    updatedAt: true,
  } satisfies Properties<PartOf<Data, 'contact'>>,
};

type Order = (names: string[], at: string) => string[];

/** An event with its properties in the order in which Atteny writes them; unknown ones come last, as they are. */
export const inContractOrder = (value: unknown): unknown =>
  reordered(value, '', (names, at) => {
    const known: readonly string[] = Object.keys(orders[at as keyof typeof orders] ?? {});
    return [
      ...known.filter((name) => names.includes(name)),
      ...names.filter((name) => !known.includes(name)),
    ];
  });

/** The same with its properties in alphabetical order, as many a serializer writes them. */
export const inAlphabeticalOrder = (value: unknown): unknown =>
  reordered(value, '', (names) => names.toSorted());

function reordered(value: unknown, at: string, order: Order): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  const object = value as Record<string, unknown>;
  return Object.fromEntries(
    order(Object.keys(object), at).map((name) => [name, reordered(object[name], name, order)]),
  );
}
