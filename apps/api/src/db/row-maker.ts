export type RowMaker = (values: readonly unknown[]) => Record<string, unknown>;

/** Makes an object of a row: code of its own for each statement, as the engine makes objects of one shape fastest. */
export function rowMaker(names: readonly string[]): RowMaker {
  const properties = names.map((name, index) => `${JSON.stringify(name)}: values[${index}]`);
  // The names are those of columns in statements of our own.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function('values', `return { ${properties.join(', ')} };`) as RowMaker;
}
