import type { WebhookDisabledReason } from '@atteny/contract/public';
import type { AttemptOutcome } from './guarded-request/attempt-outcome.ts';

export type DisablingReason = WebhookDisabledReason;

/** Deliveries that were just committed, and the endpoints for which some of them wait to be claimed. */
export interface DeliveriesCreated {
  organizationId: string;
  webhookIds: string[];
  deliveryIds: string[];
}

/** An endpoint that was just disabled; `at` is world time in milliseconds. */
export interface EndpointDisabled {
  organizationId: string;
  webhookId: string;
  reason: DisablingReason;
  at: number;
}

/** An attempt that was written down, and whether it disabled its endpoint. */
export interface AttemptWritten {
  organizationId: string;
  webhookId: string;
  deliveryId: string;
  /** From 1. */
  number: number;
  /** World time in milliseconds. */
  startedAt: number;
  outcome: Pick<AttemptOutcome, 'statusCode' | 'error'>;
  disabled: EndpointDisabled | null;
}

/** What happened to deliveries, told once it is committed to whoever shows it. */
export interface Notices {
  created?: (created: DeliveriesCreated) => void;
  written?: (written: AttemptWritten[]) => void;
  disabled?: (disabled: EndpointDisabled) => void;
}
