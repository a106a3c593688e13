/** A value as a message shows it. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 90 ? `${text.slice(0, 87)}…` : text;
}

/** `"a" instead of "b"`, so that a reader sees where the two differ. */
export function insteadOf(actual: unknown, wanted: unknown): string {
  if (typeof actual !== 'string' || typeof wanted !== 'string') {
    return `${shown(actual)} instead of ${shown(wanted)}`;
  }
  const [from, a, b] = aroundDifference(actual, wanted);
  const write = looks(a) === looks(b) ? spelled : (text: string) => JSON.stringify(text).slice(1, -1);
  const quoted = (text: string, whole: string): string => {
    const [begun, ended] = [from > 0 ? '…' : '', from + text.length < whole.length ? '…' : ''];
    return `"${begun}${write(text)}${ended}"`;
  };
  const where = from > 0 ? ` (from character ${from + 1})` : '';
  return `${quoted(a, actual)} instead of ${quoted(b, wanted)}${where}`;
}

/** Longer texts are shown around the first character that differs. */
const [longest, before] = [88, 20];

function aroundDifference(a: string, b: string): [from: number, a: string, b: string] {
  if (Math.max(a.length, b.length) <= longest) return [0, a, b];
  let differs = 0;
  while (differs < a.length && a[differs] === b[differs]) differs += 1;
  const from = Math.max(0, differs - before);
  return [from, a.slice(from, from + longest), b.slice(from, from + longest)];
}

/** How a text looks to people: composed or not, of whatever blanks, with or without what cannot be seen. */
function looks(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}|\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** With the code point of every character that is no visible ASCII: `Jo\u0061\u0303o`. */
function spelled(text: string): string {
  // What a mark stands on is spelled as well: the two are one character to the eye.
  return text.replaceAll(/.\p{M}+|[^!-~]/gsu, (found) =>
    Array.from(found)
      .map((each) => {
        const code = (each.codePointAt(0) ?? 0).toString(16);
        return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
      })
      .join(''),
  );
}
