import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { KeyDirectory } from '../keys/directory.ts';
import type { Counters } from '../limits/counters.ts';
import type { DeliveryService } from '../webhooks/queue/service.ts';
import type { SecretBox } from '../webhooks/secrets/secret-box.ts';
import type { FaultPlans } from './faults/fault-plans.ts';
import type { Inboxes } from './inbox.ts';
import type { SessionStore } from '../sessions/store.ts';
import type { LiveWorlds } from './live.ts';

/** What the operations of a sandbox work with. */
export interface SandboxDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: KeyDirectory;
  readonly counters: Counters;
  readonly deliveries: Pick<DeliveryService, 'drain'>;
  readonly live: LiveWorlds;
  /** What seals the secrets of a demo world's endpoints. */
  readonly webhooks: { readonly box: SecretBox };
  readonly faults: FaultPlans;
  readonly inboxes: Inboxes;
  readonly sessions: Pick<SessionStore, 'isOpen'>;
  /** Where this server is reached from this machine, such as `http://127.0.0.1:4000`. */
  readonly origin: () => string;
}
