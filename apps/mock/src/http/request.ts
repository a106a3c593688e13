/** A request as it arrived, before anything about it is known to be right. */
export interface IncomingRequest {
  readonly method: string;
  /** Request target as it was sent. */
  readonly target: string;
  /** By lower-case name; repeated ones are joined as node does. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Reads the body. Call it once.
   * @param limit bytes; the promise gives undefined for a body that is longer
   */
  readonly readBody: (limit: number) => Promise<Uint8Array | undefined>;
}
