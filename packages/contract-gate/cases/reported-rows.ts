import type { Verdict } from '../src/change.ts';

/** Changes that the gate once judged wrongly, as they were reported, with the pairs that hold them now. What ends with exit code 2 is in main.test.ts. */
export const reportedRows: [row: string, verdict: Verdict, pairs: string[]][] = [
  [
    'the header of a signature, an event or a delivery is called otherwise',
    'breaking',
    ['a webhook header is renamed', 'a webhook header is removed'],
  ],
  ['security: [] is lost under a global key', 'breaking', ['an open operation falls under the global key']],
  [
    'a reply’s property becomes writeOnly, a request’s readOnly',
    'breaking',
    [
      'a reply property becomes writeOnly',
      'a request property becomes readOnly',
      'reply: a property becomes writeOnly',
      'request: a property becomes readOnly',
    ],
  ],
  [
    'an entry of prefixItems goes from a reply, items: false stays',
    'breaking',
    ['reply: a closed tuple loses an entry'],
  ],
  ['contentEncoding on a reply’s property', 'breaking', ['reply: contentEncoding appears']],
  [
    'an event loses its schema; its receiver must answer JSON',
    'breaking',
    ['a webhook loses its schema', 'a webhook loses its payload', 'a receiver must answer a body'],
  ],
  [
    'an operation gets servers of its own',
    'breaking',
    ['an operation gets a server of its own', 'a path gets a server of its own'],
  ],
  [
    'patternProperties in a request',
    'breaking',
    ['patternProperties narrow a property', 'request: patternProperties appear over a name'],
  ],
  [
    'a new key in x-atteny-limits; documented → inferred',
    'breaking',
    [
      'a new limit is stated',
      'a new bound of delivery is stated',
      'a documented operation becomes inferred',
      'a documented property becomes inferred',
    ],
  ],
  [
    'what is marked inferred is removed or narrowed',
    'breaking',
    [
      'all inferred operations are removed',
      'an inferred operation is removed',
      'an inferred property is removed',
      'an inferred property changes its type',
      'a webhook event name changes',
      'request: const changes',
      'reply: enum replaced',
      'reply: format date-time → date',
      'request: format date-time → date',
    ],
  ],
  [
    'global security is written out; an alternative is added',
    'safe',
    ['the global key is written out', 'an alternative of security is added'],
  ],
  [
    'a type list with null ↔ anyOf; $ref → anyOf with null',
    'safe',
    [
      'request: type list ↔ anyOf with null',
      'request: anyOf with null ↔ type list',
      'reply: type list ↔ oneOf with null',
      'request: $ref → anyOf with null',
    ],
  ],
  [
    'enum of one ↔ const; $ref ↔ allOf of one; properties move into allOf',
    'safe',
    [
      'request: enum of one ↔ const',
      'reply: const ↔ enum of one',
      'request: $ref ↔ allOf of one',
      'reply: allOf of one ↔ $ref',
      'request: properties moved into allOf',
      'reply: properties moved into allOf',
    ],
  ],
  [
    'a request’s string → anyOf of string and integer',
    'safe',
    ['request: string → anyOf of string and integer'],
  ],
  [
    'a parameter moves down or up; style and explode left out; /v1 moves into the paths',
    'safe',
    [
      'a path parameter moves to its operations',
      'a parameter moves up to its path',
      'style and explode are written out',
      '/v1 moves from the servers into the paths',
    ],
  ],
  [
    'additionalProperties: false → unevaluatedProperties: false',
    'safe',
    ['request: additionalProperties → unevaluatedProperties'],
  ],
  [
    'a reply: one more branch with its mapping; minLength 1 → 0; another default; an enum opened',
    'risky',
    [
      'reply: one more branch with its mapping',
      'reply: minLength 1 → 0',
      'reply: a default changes',
      'a default changes',
      'reply: an enum is opened',
      'reply: an enum is opened by anyOf',
    ],
  ],
];
