import type { Fault } from './fault.ts';
import { ofIdentity, ofTheWire } from './untruths/callers.ts';
import { ofContacts, ofLists, ofMessages } from './untruths/resources.ts';
import { ofSequences } from './untruths/sequences.ts';
import { ofDeliveries, ofEndpoints } from './untruths/webhooks.ts';

// Replies and deliveries of the right form that are not true. What a fault remembers begins anew when it is switched on.

/** Replies, deliveries and outcomes that keep their form and are not true. */
export const untruths: Fault[] = [
  ...ofContacts,
  ...ofMessages,
  ...ofLists,
  ...ofIdentity,
  ...ofEndpoints,
  ...ofDeliveries,
  ...ofTheWire,
  ...ofSequences,
];
