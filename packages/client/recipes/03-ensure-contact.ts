// # Criar um contato, ou usar o que já existe
// Um telefone pertence a um só contato: um 409 `contact_exists` diz que ele já está lá.
// ## Create a contact, or use the one that exists
// A phone number belongs to one contact only: a 409 `contact_exists` says that it is there already.
import { ConflictError, type Client, type Contact } from '@atteny/client';

export async function ensureContact(atteny: Client, phoneNumber: string, name: string): Promise<Contact> {
  try {
    const { data: contact } = await atteny.POST('/contacts', { body: { phoneNumber, name } });
    return contact;
  } catch (error) {
    if (!(error instanceof ConflictError) || error.code !== 'contact_exists') throw error;
  }
  for await (const contact of atteny.items('/contacts', { params: { query: { search: phoneNumber } } })) {
    if (contact.phoneNumber === phoneNumber) return contact;
  }
  throw new Error(`${phoneNumber} foi apagado neste meio-tempo`);
}
