import type { Reply } from '../http/reply.ts';

/** One request and what became of it. */
export interface RequestEntry {
  readonly method: string;
  readonly target: string;
  readonly reply: Reply;
  readonly milliseconds: number;
}

/** What the mock tells whoever runs it. */
export interface Log {
  request(entry: RequestEntry): void;
  /** Something that went as it should: the address, a reloaded contract. */
  notice(sentence: string, data?: Readonly<Record<string, unknown>>): void;
  /** Something that did not. */
  problem(sentence: string): void;
}

export interface Output {
  readonly write: (text: string) => void;
  /** Whether escape sequences for colours are understood. */
  readonly colours: boolean;
}
