/** The questions of the exam, in the order in which they are asked. */
export const checkIds = [
  'genuine',
  'every-event',
  'raw-body',
  'utf-8',
  'unknown-event',
  'unknown-property',
  'nulls',
  'largest-event',
  'header-case',
  'no-content-type',
  'repeated-delivery',
  'repeated-event',
  'out-of-order',
  'rotation-begun',
  'rotation-switched',
  'rotation-over',
  'tampered-body',
  'wrong-secret',
  'no-signature',
  'almost-signature',
  'malformed-signature',
  'stale',
  'replayed',
  'empty-body',
  'not-json',
  'huge-body',
  'at-once',
  'still-up',
] as const;

export type CheckId = (typeof checkIds)[number];

/** `critical`: forgeries get in, or nothing does. `error`: deliveries are lost. `warning`: it will hurt some day. */
export type Severity = 'critical' | 'error' | 'warning';

/** What the mending lines are about. */
export type Topic =
  | 'address'
  | 'verify'
  | 'acknowledge'
  | 'events'
  | 'repeats'
  | 'rotation'
  | 'replay'
  | 'refuse';

interface Kind {
  readonly severity: Severity;
  readonly topic: Topic;
}

const kind = (severity: Severity, topic: Topic): Kind => ({ severity, topic });

/** Every mistake that the exam knows by name. */
export const problems = {
  unreachable: kind('critical', 'address'),
  tls: kind('critical', 'address'),
  'no-tls': kind('critical', 'address'),
  'wrong-address': kind('critical', 'address'),
  redirects: kind('critical', 'address'),
  'behind-login': kind('critical', 'address'),
  'answers-pages': kind('critical', 'address'),
  'crashes-on-genuine': kind('critical', 'verify'),
  'refuses-genuine': kind('critical', 'verify'),
  'key-is-decoded': kind('critical', 'verify'),
  'key-lacks-prefix': kind('critical', 'verify'),
  'signature-in-base64': kind('critical', 'verify'),
  'signature-lacks-algorithm': kind('critical', 'verify'),
  'signs-timestamp-too': kind('critical', 'verify'),
  'no-answer': kind('critical', 'acknowledge'),
  slow: kind('warning', 'acknowledge'),

  'refuses-a-known-event': kind('error', 'events'),
  'body-not-raw': kind('critical', 'verify'),
  'body-not-utf-8': kind('critical', 'verify'),
  'refuses-unknown-event': kind('error', 'events'),
  gone: kind('error', 'events'),
  'refuses-unknown-property': kind('error', 'events'),
  'refuses-null': kind('error', 'events'),
  'refuses-large': kind('error', 'verify'),
  'reads-headers-by-case': kind('error', 'verify'),
  'wants-content-type': kind('warning', 'verify'),

  'refuses-repeated-delivery': kind('error', 'repeats'),
  'refuses-repeated-event': kind('error', 'repeats'),
  'refuses-out-of-order': kind('error', 'events'),

  'refuses-two-signatures': kind('error', 'rotation'),
  'misses-new-signature': kind('warning', 'rotation'),
  'refuses-new-secret': kind('error', 'rotation'),

  'accepts-tampered': kind('critical', 'verify'),
  'accepts-any-secret': kind('critical', 'verify'),
  'accepts-unsigned': kind('critical', 'verify'),
  'compares-a-part': kind('critical', 'verify'),
  'accepts-malformed': kind('critical', 'verify'),
  'crashes-on-malformed': kind('error', 'refuse'),
  'accepts-stale': kind('warning', 'replay'),
  'accepts-replayed': kind('warning', 'replay'),
  'refuses-with-5xx': kind('warning', 'refuse'),
  'refuses-with-410': kind('error', 'refuse'),

  'accepts-empty': kind('error', 'refuse'),
  'crashes-on-empty': kind('error', 'refuse'),
  'crashes-on-not-json': kind('error', 'refuse'),
  'accepts-huge': kind('critical', 'verify'),
  'crashes-on-huge': kind('warning', 'refuse'),

  'refuses-under-load': kind('error', 'acknowledge'),
  'slow-under-load': kind('warning', 'acknowledge'),
  'goes-down': kind('critical', 'refuse'),
} as const satisfies Record<string, Kind>;

export type ProblemId = keyof typeof problems;
