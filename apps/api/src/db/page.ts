/** Which part of a list is wanted. */
export interface Page {
  /** From 1. */
  readonly page: number;
  /** Items a page. */
  readonly limit: number;
}

/** A part of a list, and how many items the whole list has. */
export interface Found<T> {
  readonly items: T[];
  readonly total: number;
}

/** How many items stand before a page. */
export function offsetOf({ page, limit }: Page): number {
  return (page - 1) * limit;
}
