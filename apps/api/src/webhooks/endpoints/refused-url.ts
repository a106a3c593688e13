import type { ValidationDetail } from '@atteny/contract/public';
import type { Door } from '../guarded-request/guarded-client.ts';
import type { UrlRefusal } from '../guarded-request/receiver-url.ts';

const reasons: Record<UrlRefusal, string> = {
  malformed: 'deve ser um endereço completo, como https://exemplo.com.br/webhooks',
  'forbidden-characters':
    'não pode ter espaços, quebras de linha, caracteres de controle ou barras invertidas',
  scheme: 'deve começar com https://',
  credentials: 'não pode ter usuário ou senha',
  fragment: 'não pode ter fragmento (#)',
  address: 'deve levar a um endereço público da internet',
};

/** What is wrong with an address that is about to be saved, for a 400; undefined when nothing is. */
export async function refusedUrl(door: Door, url: string): Promise<ValidationDetail[] | undefined> {
  const refusal = await door.refusalOf(url);
  return refusal === null ? undefined : [{ path: '/body/url', message: reasons[refusal] }];
}
