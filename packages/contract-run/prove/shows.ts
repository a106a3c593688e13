/** What the lines of a finding show: the last reply, and what came to a receiver. */
interface Shown {
  status: number | undefined;
  headers: Record<string, string>;
  body: unknown;
  received: { headers: Record<string, string>; body: unknown }[];
}

/**
 * Places where lines show something else on a faulty server than on a sound one. What differs between two runs on the sound
 * one says nothing.
 */
export function differences(faulty: string, sound: readonly [string, string]): string[] {
  const wrong = placesOf(faulty);
  const [right, again] = sound.map(placesOf) as [Map<string, string>, Map<string, string>];
  const all = new Set([...wrong.keys(), ...right.keys()]);
  return [...all].filter(
    (place) => right.get(place) === again.get(place) && wrong.get(place) !== right.get(place),
  );
}

export function shownBy(output: string): Shown {
  const received = [...output.matchAll(/^received (\{.*?\}) (.*)$/gm)].map(
    ([, headers = '{}', body = '']) => ({
      headers: JSON.parse(headers) as Record<string, string>,
      body: parsed(body),
    }),
  );
  const said = output.replaceAll(/^received .*\n/gm, '');
  const start = [...said.matchAll(/^HTTP\/1\.1 (\d+)/gm)].findLast(([, status]) => status !== '100');
  const [head = '', ...rest] = said.slice(start?.index ?? said.length).split('\r\n\r\n');
  const headers = head
    .split('\r\n')
    .slice(1)
    .map(
      (line) => [line.split(':')[0]?.toLowerCase() ?? '', line.slice(line.indexOf(':') + 1).trim()] as const,
    );
  return {
    status: start && Number(start[1]),
    headers: Object.fromEntries(headers),
    body: parsed(start ? rest.join('\r\n\r\n') : said),
    received,
  };
}

/** Every place of what is shown, with what no two runs have alike made alike: ids, instants, ports, keys. */
function placesOf(output: string): Map<string, string> {
  const shown = shownBy(output);
  const flat = new Map<string, unknown>();
  flatten(shown, '', flat);
  const text = JSON.stringify([...flat.values()]);
  const times = [...new Set(text.match(instants))].toSorted();
  const ids = [...new Set(text.match(identifiers))].toSorted();
  const now = Date.parse(shown.headers['date'] ?? '') || Date.now();
  const told = (value: string): string =>
    value
      .replaceAll(instants, (time) => {
        // Waits between attempts differ by a fifth either way: minutes, quarters of an hour and hours are told apart, and no more.
        // Of what is close to now it is the order that says something.
        const ahead = (Date.parse(time) - now) / 60_000;
        const roughly = Math.sign(ahead) * Math.round(Math.log1p(Math.abs(ahead)));
        const where = roughly === 0 ? `place ${times.indexOf(time)}` : `${roughly} ahead`;
        return `${time.replaceAll(/\d/g, '0')} ${where}`;
      })
      .replaceAll(identifiers, (id) => `${id.slice(0, 3)} ${ids.indexOf(id)}`)
      .replaceAll(/sk_live_\w+/g, ({ length }) => `key of ${length}`)
      .replaceAll(/127\.0\.0\.1:\d+/g, 'receiver')
      .replaceAll(/\bsha256=[0-9a-f]{64}\b|\bv1,[\w+/]{43}=/g, 'signature')
      .replaceAll(/whsec_[\w+/=]+/g, 'secret');
  return new Map(
    [...flat].map(([place, value]) => [
      place,
      ofClock.test(place) ? String(value).replaceAll(/\d/g, '0') : `${typeof value} ${told(String(value))}`,
    ]),
  );
}

const instants = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/g;
const identifiers = /\b(?:req|ctt|cnv|msg|whk|dlv|evt|wld|org|key)_[A-Za-z0-9]{8,}\b/g;
/** What says what time it is, or how long something took. */
const ofClock = /\/(?:date|retry-after|x-ratelimit-reset|webhook-timestamp|durationMs|content-length)$/;

function flatten(value: unknown, place: string, into: Map<string, unknown>): void {
  if (typeof value !== 'object' || value === null) {
    into.set(place, value);
    return;
  }
  const entries = Object.entries(value);
  into.set(`${place}/`, Array.isArray(value) ? `${entries.length} items` : 'an object');
  const { createdAt, updatedAt } = value as Record<string, unknown>;
  if (updatedAt !== undefined) into.set(`${place}/changed`, createdAt !== updatedAt);
  for (const [name, each] of entries) flatten(each, `${place}/${name}`, into);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
