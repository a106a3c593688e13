/** The target cannot be judged at all; the message says why and what to do, and is shown without a stack. */
export class TargetError extends Error {
  override name = 'TargetError';
}
