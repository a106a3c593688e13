/** A sentence for the person at the terminal: what cannot be judged, and what to do. Shown without a stack. */
export class GateError extends Error {
  override name = 'GateError';
}
