const remembered = new Map<number, string>();
const most = 10_000;

/** An instant in milliseconds as the contract writes it, RFC 3339 in UTC. The same ones are asked for again and again. */
export function instant(milliseconds: number): string {
  const known = remembered.get(milliseconds);
  if (known !== undefined) return known;
  if (remembered.size >= most) remembered.clear();
  const text = new Date(milliseconds).toISOString();
  remembered.set(milliseconds, text);
  return text;
}
