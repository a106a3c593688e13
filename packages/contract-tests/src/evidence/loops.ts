/** A line for a shell. */
export interface Line {
  text: string;
  /** The word in it that says what is sent: lines that differ in nothing else are one loop. */
  body?: string;
  /** How long to wait after it. */
  seconds?: number;
}

/** So many lines in a row are looked at as one that comes again. */
const longestBlock = 4;

/**
 * Lines that come again in a row, with another body at most, as one.
 * @param isAlike Whether it does not matter what is answered first to what they cause: then nothing is waited for between them.
 */
export function looped(lines: readonly Line[], isAlike: boolean): string[] {
  const written: string[] = [];
  for (let index = 0; index < lines.length;) {
    const sizes = Array.from({ length: longestBlock }, (_none, size) => size + 1);
    const found = sizes.map((size) => ({ size, times: timesOf(lines, index, size) }));
    const { size, times } = found.reduce((a, b) => ((b.times - 1) * b.size > (a.times - 1) * a.size ? b : a));
    const block = lines.slice(index, index + (times > 1 ? size * times : 1));
    written.push(...(times > 1 ? [loopOf(block, size, isAlike)] : block.map(waited)));
    index += block.length;
  }
  return written;
}

/** A line, and what has to be waited for after it. */
const waited = ({ text, seconds = 0 }: Line): string => (seconds > 0 ? `${text}; sleep ${seconds}` : text);

/** How often a block comes in a row, with one body that is another each time at most. */
function timesOf(lines: readonly Line[], from: number, size: number): number {
  const varying = new Set<number>();
  let times = 1;
  for (; from + (times + 1) * size <= lines.length; times += 1) {
    const differing = new Set(varying);
    for (let at = 0; at < size; at += 1) {
      const [first, here] = [lines[from + at], lines[from + times * size + at]];
      if (!first || !here || templateOf(first) !== templateOf(here)) return times;
      if (first.body !== here.body) differing.add(at);
    }
    if (differing.size > 1) return times;
    for (const at of differing) varying.add(at);
  }
  return times;
}

const templateOf = ({ text, body }: Line): string =>
  body === undefined ? text : text.replace(body, () => '"$body"');

function loopOf(lines: readonly Line[], size: number, isAlike: boolean): string {
  const block = lines.slice(0, size);
  const varying = block.findIndex(({ body }, place) =>
    lines.some((line, index) => index % size === place && line.body !== body),
  );
  const bodies = lines.filter((_line, index) => index % size === varying).map(({ body = '' }) => body);
  const counted = varying < 0 ? undefined : countedIn(bodies);
  const longest = (some: readonly Line[]): number => Math.max(...some.map(({ seconds = 0 }) => seconds));
  const isOnce = size === 1 && isAlike;
  const inside = block.map((line, place) => {
    const seconds = isOnce ? 0 : longest(lines.filter((_line, index) => index % size === place));
    if (place !== varying) return waited({ ...line, seconds });
    const text = counted ? line.text.replace(line.body ?? '', () => counted.body) : templateOf(line);
    return waited({ text, seconds });
  });
  const times = lines.length / size;
  const each =
    varying < 0
      ? `n in ${numbers(1, times)}`
      : counted
        ? `n in ${numbers(counted.from, times)}`
        : `body in ${bodies.join(' ')}`;
  const text = `for ${each}; do ${inside.join('; ')}; done`;
  // What the last one causes may be waited for by what comes next.
  return waited({ text, seconds: isOnce && lines.at(-1)?.seconds !== 0 ? longest(lines) : 0 });
}

function numbers(from: number, times: number): string {
  return times <= 10
    ? Array.from({ length: times }, (_none, index) => from + index).join(' ')
    : `$(seq ${from} ${from + times - 1})`;
}

/** Words in which nothing but numbers goes up by one each time, as one with `$n`. */
function countedIn(words: readonly string[]): { from: number; body: string } | undefined {
  const [first = [], ...rest] = words.map((word) => word.split(/(\d+)/));
  const isSame = (place: number): boolean =>
    rest.every((word) => word[place] === first[place] && word.length === first.length);
  const varying = first.flatMap((_part, place) => (isSame(place) ? [] : [place]));
  const isCount = (place: number): boolean =>
    String(Number(first[place])) === first[place] &&
    Number.isSafeInteger(Number(first[place])) &&
    // Only what stands between single quotes can be left for a variable.
    first.slice(0, place).join('').split("'").length % 2 === 0 &&
    rest.every((word, index) => word[place] === String(Number(first[place]) + index + 1));
  if (varying.length === 0 || !varying.every(isCount)) return undefined;
  const from = Math.min(...varying.map((place) => Number(first[place])));
  const body = first.map((part, place) => {
    if (!varying.includes(place)) return part;
    return Number(part) === from ? `'"$n"'` : `'"$((n + ${Number(part) - from}))"'`;
  });
  return { from, body: body.join('') };
}

/** The same sent several times at one time: only together do they show what they show. */
export function atOnce(line: string, count: number): string {
  return `for n in ${numbers(1, count)}; do ${line} & sent="$sent $!"; done; wait $sent`;
}
