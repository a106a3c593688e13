// # Exportar todos os contatos
// `items` busca página por página, à medida que você as consome.
// ## Export every contact
// `items` fetches page after page, as you consume them.
import type { Client } from '@atteny/client';

export async function* contactsAsCsv(atteny: Client): AsyncGenerator<string> {
  yield 'telefone,nome\n';
  for await (const { phoneNumber, name } of atteny.items('/contacts', {
    params: { query: { limit: 100 } },
  })) {
    yield `${phoneNumber},"${(name ?? '').replaceAll('"', '""')}"\n`;
  }
}
