/** A promise that no request can provoke on a sound server: named in every report, and not demanded by the floor. */
export interface NotFromOutside {
  /** Status of the promises meant: the status itself, its code, its headers, its body. */
  status: number;
  reason: string;
}

/** What the suite cannot see from outside, each with where it is seen instead. */
export const notFromOutside: readonly NotFromOutside[] = [
  { status: 500, reason: 'a failure of the server; its own tests make handlers throw' },
  { status: 503, reason: 'a store out of reach; its own tests take the database and Redis away' },
];

/** The declared reason why a promise of the ledger (`sendMessage 503 Retry-After`) cannot be seen; undefined: it can. */
export function reasonFor(name: string): NotFromOutside | undefined {
  const status = Number(/^\w+ (\d{3})(?!\d)/.exec(name)?.[1]);
  return notFromOutside.find((each) => each.status === status);
}
