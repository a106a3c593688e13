import type { NetworkFault } from '../respond/prefer-header.ts';

/** What is sent back, and what the log says of it. */
export interface Reply {
  readonly status: number;
  /** Beside those that every reply has. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The body as JSON, where that is known already. */
  readonly text?: string | undefined;
  /** HTML in the place of a body. */
  readonly page?: string;
  /** Milliseconds to wait before it. */
  readonly delay?: number;
  /** What becomes of it on its way. */
  readonly fault?: NetworkFault;
  readonly operationId?: string | undefined;
  /** A few words for the log: which example was sent, or what was wrong. */
  readonly why: string;
}
