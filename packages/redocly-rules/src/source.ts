/** Whether x-atteny-source has one of its two values: a fact of the product, or a decision made here. */
export function isSource(value: unknown): boolean {
  return value === 'documented' || value === 'inferred';
}
