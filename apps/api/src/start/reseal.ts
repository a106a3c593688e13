import { type Resealed, resealSecrets } from '../webhooks/endpoints/reseal.ts';
import { createSecretBox } from '../webhooks/secrets/secret-box.ts';
import { type OpenOptions, openStores } from './open.ts';
import { secretsKeysFor } from './secrets-key.ts';
import type { Settings } from './settings.ts';

/** Seals with the first of the keys what the others sealed. @throws what opening the stores says. */
export async function reseal(settings: Settings, options: OpenOptions): Promise<Resealed> {
  const stores = await openStores(settings, options);
  try {
    return await resealSecrets(stores.database, createSecretBox(secretsKeysFor(settings)));
  } finally {
    await stores.close();
  }
}
