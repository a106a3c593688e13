const name = "[\\w!#$%&'*+.^`|~-]+";
const preference = new RegExp(`^\\s*(${name})\\s*(?:=(.*))?$`, 's');
const value = new RegExp(`^\\s*(?:(${name})|"((?:[^"\\\\]|\\\\.)*)")?\\s*$`, 's');
/** What stands between two commas, and between two semicolons, that no quotation marks enclose. */
const members = /(?:[^",]|"(?:[^"\\]|\\.)*\\?(?:"|$))+/gs;
const parts = /(?:[^";]|"(?:[^"\\]|\\.)*\\?(?:"|$))+/gs;

/**
 * The preferences of a header by RFC 7240, by their names in lower case: separated by commas, the first of a name counts,
 * and parameters behind a semicolon are none. A value that is spelled as no value can be is given as it was sent; what has
 * no name is passed over.
 * @param header repeated headers joined by commas
 */
export function preferencesIn(header: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const member of header.match(members) ?? []) {
    const [own = ''] = member.match(parts) ?? [];
    const [, given, rest = ''] = preference.exec(own) ?? [];
    if (given !== undefined && !found.has(given.toLowerCase())) found.set(given.toLowerCase(), plain(rest));
  }
  return found;
}

function plain(text: string): string {
  const [spelled, bare, quoted] = value.exec(text) ?? [];
  if (spelled === undefined) return text.trim();
  return bare ?? quoted?.replaceAll(/\\(.)/gs, '$1') ?? '';
}
