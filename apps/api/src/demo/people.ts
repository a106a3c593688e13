import type { components } from '@atteny/contract/public';
import { publicOperations, type OperationId } from '@atteny/contract';
import { publicDocument, resolve } from '@atteny/contract/documents';

/** The identifier that the contract's samples of an operation ask for: what they name is in the demo data. */
export function shownBy(operationId: OperationId, parameter: string): string {
  const { method, path } = publicOperations[operationId];
  const operation = publicDocument.paths?.[path]?.[method];
  for (const reference of operation?.parameters ?? []) {
    const { name, example } = resolve(publicDocument, reference);
    if (name === parameter && typeof example === 'string') return example;
  }
  throw new Error(`The contract has no example of ${parameter} of ${operationId}.`);
}

interface Person {
  /** Identifiers that are fixed; others are new each time. */
  readonly ids?: { readonly contact: string; readonly conversation: string };
  readonly phoneNumber: string;
  readonly name: string | null;
  /** How the conversation was left. */
  readonly status: components['schemas']['ConversationStatus'];
  readonly messages: readonly { readonly from: 'contact' | 'organization'; readonly content: string }[];
}

/** Whoever writes to the demo bakery; the numbers are made up. */
export const people: readonly Person[] = [
  {
    phoneNumber: '+5531965432109',
    name: null,
    status: 'PENDING',
    messages: [{ from: 'contact', content: 'Olá! Vocês abrem no feriado?' }],
  },
  {
    phoneNumber: '+5521976543210',
    name: 'João Batista Lima',
    status: 'CLOSED',
    messages: [
      { from: 'contact', content: 'Boa tarde, quero encomendar 60 pães de queijo para sábado.' },
      { from: 'organization', content: 'Boa tarde, João! Anotado: 60 pães de queijo, sábado às 9h.' },
      { from: 'contact', content: 'Perfeito, obrigado!' },
    ],
  },
  { phoneNumber: '+5571954321098', name: 'Conceição Araújo', status: 'OPEN', messages: [] },
  {
    phoneNumber: '+5548943210987',
    name: 'Antônio José Müller',
    status: 'OPEN',
    messages: [
      { from: 'contact', content: 'Bom dia! A cuca de uva já saiu do forno?' },
      { from: 'organization', content: 'Bom dia, seu Antônio! Sai em vinte minutos.' },
    ],
  },
  {
    ids: {
      contact: shownBy('getContact', 'contactId'),
      conversation: shownBy('listMessages', 'conversationId'),
    },
    phoneNumber: '+5511987654321',
    name: 'Maria Aparecida Souza',
    status: 'OPEN',
    messages: [
      { from: 'contact', content: 'Oi! Vocês entregam bolo de milho amanhã cedo?' },
      { from: 'organization', content: 'Bom dia, Maria! Entregamos sim, a partir das 7h.' },
    ],
  },
];
