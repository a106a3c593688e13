/**
 * What a program is given as arguments when a line is pasted at the command prompt of Windows: the prompt joins lines that
 * end in `^`, and the C runtime of the program splits what is left. Throws where the prompt would read a character as its own.
 */
export function argumentsAtPrompt(pasted: string): string[] {
  const line = pasted.replaceAll(/\^\n/g, '');
  if (line.includes('\n')) throw new Error('The prompt runs the first line alone.');
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if ((!quoted && '&|<>^()'.includes(character)) || '!'.includes(character)) {
      throw new Error(`The prompt reads ${character} as its own.`);
    } else if (character > '~') {
      throw new Error(`The prompt sends ${character} in the code page of the machine.`);
    }
  }
  if (/%\w+%/.test(line)) throw new Error('The prompt puts a variable in place.');
  return split(line);
}

/** As the C runtime does: 2n backslashes before a quote are n and the quote counts; 2n+1 are n and a plain quote. */
function split(line: string): string[] {
  const found: string[] = [];
  let current: string | undefined;
  let quoted = false;
  for (const [, slashes = '', quote, blank, other] of line.matchAll(/(\\*)(?:(")|(\s+)|([^"\s\\]+)|$)/g)) {
    if (slashes || quote || other) current ??= '';
    if (quote) {
      current += '\\'.repeat(Math.floor(slashes.length / 2));
      if (slashes.length % 2 === 1) current += '"';
      else quoted = !quoted;
      continue;
    }
    current = slashes ? (current ?? '') + slashes : current;
    if (other) current = (current ?? '') + other;
    if (!blank) continue;
    if (quoted) current = (current ?? '') + blank;
    else if (current !== undefined) {
      found.push(current);
      current = undefined;
    }
  }
  if (quoted) throw new Error('A quote is left open.');
  return current === undefined ? found : [...found, current];
}
