// # Acompanhar o limite e a cota, e desistir a tempo
// Cada resposta diz quanto resta; `signal` e `timeout` encerram uma chamada que já não interessa.
// ## Watch rate limit and quota, and give up in time
// Each reply says how much is left; `signal` and `timeout` end a call that no longer matters.
import type { Client } from '@atteny/client';

export async function room(atteny: Client, signal: AbortSignal): Promise<{ minute: number; month: number }> {
  const { limits } = await atteny.GET('/me', { signal, timeout: 5000 });
  return { minute: limits?.rate?.remaining ?? 0, month: limits?.quota?.remaining ?? 0 };
}
