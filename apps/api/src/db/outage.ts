/** A store cannot do its work now, and what was asked for was not done: it may be asked for again. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A change was sent, and no answer came: it may have been made or not. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}
