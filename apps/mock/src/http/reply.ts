/** What is sent back, and what the log says of it. */
export interface Reply {
  readonly status: number;
  /** Beside those that every reply has. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly operationId?: string | undefined;
  /** A few words for the log: which example was sent, or what was wrong. */
  readonly why: string;
}
