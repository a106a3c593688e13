/**
 * Headers by which a page of any origin may call the mock and read its replies.
 * @param exposed names of the headers that it may read
 */
export function openToAll(exposed: readonly string[]): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': [...exposed, 'Preference-Applied', 'Date'].join(', '),
  };
}

/**
 * What answers a browser that asks beforehand whether it may send a request; undefined for any other request.
 * @param methods that the contract knows
 */
export function preflight(
  method: string,
  headers: Readonly<Record<string, string>>,
  methods: readonly string[],
): Record<string, string> | undefined {
  if (method !== 'OPTIONS' || !headers['origin'] || !headers['access-control-request-method'])
    return undefined;
  const wanted = headers['access-control-request-headers'] ?? '';
  return {
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': /^[\w!#$%&'*+.^`|~, -]+$/.test(wanted)
      ? wanted
      : 'Authorization, Content-Type',
    'Access-Control-Max-Age': '600',
    ...(headers['access-control-request-private-network'] && {
      'Access-Control-Allow-Private-Network': 'true',
    }),
    Vary: 'Access-Control-Request-Headers',
  };
}
