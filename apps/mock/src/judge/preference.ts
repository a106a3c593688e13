/** What a client asks for by the header Prefer (RFC 7240), in the words of Prism. */
export interface Preference {
  readonly status?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
  readonly seed?: string;
}

/**
 * Reads `code=429`, `example=name`, `dynamic=true|false` and `seed=text`, separated by commas or semicolons.
 * Other preferences are ignored, as the RFC asks.
 * @returns a sentence in Portuguese when one of them has no usable value
 */
export function parsePreference(header: string | undefined): Preference | string {
  const given = new Map(
    (header ?? '').split(/[,;]/).map((part): [string, string] => {
      const [name = '', ...value] = part.split('=');
      return [
        name.trim().toLowerCase(),
        value
          .join('=')
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      ];
    }),
  );
  const code = given.get('code');
  const dynamic = given.get('dynamic')?.toLowerCase();
  const example = given.get('example');
  const seed = given.get('seed');
  if (code !== undefined && !/^[1-5][0-9]{2}$/.test(code)) return 'code deve ser um status, como code=429';
  if (dynamic !== undefined && !['', 'true', 'false'].includes(dynamic))
    return 'dynamic deve ser true ou false';
  if (example === '') return 'example deve ser o nome de um exemplo, como example=firstPage';
  return {
    ...(code !== undefined && { status: Number(code) }),
    ...(example !== undefined && { example }),
    ...(dynamic !== undefined && { dynamic: dynamic !== 'false' }),
    ...(seed && { seed }),
  };
}
