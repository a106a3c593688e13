// # Enviar uma vez só, aconteça o que acontecer
// Com uma `Idempotency-Key` tirada do seu pedido, repetir é seguro até depois de reiniciar o seu programa, por 24 horas e
// num servidor que honra o cabeçalho. Quando não dá para saber se saiu, o erro diz: `outcome` é `'unknown'`.
// ## Send once, whatever happens
// With an `Idempotency-Key` taken from your order, repeating is safe even after a restart of your program, for 24 hours
// and on a server that honours the header. When it cannot be known whether it went out, the error says so: `outcome` is
// `'unknown'`.
import { AttenyError, type Client } from '@atteny/client';

export async function confirmOrder(
  atteny: Client,
  conversationId: string,
  order: string,
): Promise<'sent' | 'unsure'> {
  try {
    await atteny.POST('/conversations/{conversationId}/messages', {
      params: { path: { conversationId }, header: { 'Idempotency-Key': `pedido-${order}-confirmado` } },
      body: { content: `Seu pedido ${order} foi confirmado.` },
    });
    return 'sent';
  } catch (error) {
    if (error instanceof AttenyError && error.outcome === 'unknown') return 'unsure';
    throw error;
  }
}
