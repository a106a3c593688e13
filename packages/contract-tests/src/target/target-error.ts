import type { Request } from './exchange.ts';

/** The target cannot be judged at all; the message says why and what to do, and is shown without a stack. */
export class TargetError extends Error {
  override name = 'TargetError';
  /** What it did not answer, where one request is to blame. */
  readonly request: Request | undefined;

  constructor(message: string, { cause, request }: { cause?: unknown; request?: Request } = {}) {
    super(message, { cause });
    this.request = request;
  }
}
