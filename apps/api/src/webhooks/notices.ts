import type { DisablingReason } from './endpoints/status.ts';
import type { Settlement } from './queue/settle.ts';

/** Deliveries that were just committed, and the endpoints that they wait for. */
export type Created = { organizationId: string; webhookIds: string[]; deliveryIds: string[] };

/** An endpoint that was just disabled; `at` is world time in milliseconds. */
export type Disabled = { organizationId: string; webhookId: string; reason: DisablingReason; at: number };

/** An attempt that was written down, and what became of its endpoint by it. */
export type Written = Settlement & { disabled: Disabled | null };

/** What happened to deliveries, told once it is committed to whoever shows it. */
export type Notices = {
  created?: (created: Created) => void;
  written?: (written: Written[]) => void;
  disabled?: (disabled: Disabled) => void;
};
