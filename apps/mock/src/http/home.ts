import type { IncomingMessage } from 'node:http';
import { homeReply } from '@atteny/request-reading';
import type { MockContract } from '../contract/mock-contract.ts';
import type { Reply } from './reply.ts';

export interface HomeSettings {
  /** Address of the documentation, with a slash at its end. */
  readonly docs: string;
}

/** Of the form of a key; which one it is does not matter here. */
const anyKey = 'sk_live_0123456789abcdefghijklmnopqrstuv000000';

/** What a browser sees that opens the mock's root; undefined for any other request. */
export function home(
  { basePath }: MockContract,
  request: IncomingMessage,
  { docs }: HomeSettings,
): Reply | undefined {
  const reply = homeReply(request, {
    name: 'Mock',
    about: {
      'pt-BR':
        'Responde como a API responderia, pelos exemplos do contrato e pelo que foi pedido. Não guarda nada.',
      en: 'Answers as the API would, by the examples of the contract and by what it was asked. It keeps nothing.',
    },
    basePath,
    docs,
    key: anyKey,
  });
  if (reply === undefined) return undefined;
  const { headers, body, html } = reply;
  return { status: 200, headers, body, why: 'página inicial', ...(html !== undefined && { page: html }) };
}
