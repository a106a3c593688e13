import { wrongDeliveries } from './deliveries.ts';
import type { Fault } from './fault.ts';
import { nearlyRight } from './near.ts';
import { wrongBodies } from './replies/bodies.ts';
import { wrongHeaders } from './replies/headers.ts';
import { wrongPreflights } from './replies/preflights.ts';
import { wrongCodes, wrongStatuses } from './replies/statuses.ts';
import { unheeded } from './requests.ts';
import { untruths } from './untruths.ts';
import { wrongPages } from './untruths/pages.ts';

/** Every fault that can be planted in the server. */
export const faults: readonly Fault[] = [
  ...wrongStatuses,
  ...wrongCodes,
  ...wrongHeaders,
  ...wrongPreflights,
  ...wrongBodies,
  ...unheeded,
  ...wrongDeliveries,
  ...untruths,
  ...wrongPages,
  ...nearlyRight,
];
