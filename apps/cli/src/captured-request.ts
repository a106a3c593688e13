export interface CapturedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/**
 * Reads a request as tools save it: perhaps a first line (`POST /atteny HTTP/1.1`), headers, an empty line, and the body to
 * the last byte. Undefined: that is no request.
 */
export function readRequest(bytes: Buffer): CapturedRequest | undefined {
  // A character a byte: what is found in the text stands at the same place in the bytes.
  const text = bytes.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  if (!end) return undefined;
  const lines = text.slice(0, end.index).split(/\r?\n/);
  const headerLines = /^[A-Z]+ \S+( HTTP\/[\d.]+)?$/.test(lines[0] ?? '') ? lines.slice(1) : lines;
  const headers: Record<string, string> = {};
  for (const line of headerLines) {
    const header = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    if (!header) return undefined;
    const [, name = '', value = ''] = header;
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headerLines.length === 0 ? undefined : { headers, body: bytes.subarray(end.index + end[0].length) };
}
