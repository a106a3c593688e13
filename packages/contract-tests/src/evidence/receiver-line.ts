import type { Arriving } from '../oracle/timeline.ts';

/** A receiver of webhooks for a shell: it shows what arrives, and answers each in turn; the last answer is for all that follow. */
const program = `
const [address, text] = process.argv.slice(1), answers = JSON.parse(text);
let count = 0;
require("http").createServer((request, response) => {
let body = "";
request.on("data", (part) => body += part).on("end", () => {
console.log("received", JSON.stringify(request.headers), body);
const [status, headers, wait, said = "ok"] = answers[Math.min(count++, answers.length - 1)];
if (status) setTimeout(() => response.writeHead(status, headers).end(status == 204 ? "" : said), wait);
});
}).listen(address.split(":")[1], "127.0.0.1")`
  .trim()
  .replaceAll(/\n+/g, ' ');

/** Milliseconds that an answer takes by itself. */
const atOnceMs = 300;

/** Starts a receiver at the address that a variable is given. */
export function receiverLine(
  name: string,
  index: number,
  arrivals: readonly Pick<Arriving, 'answer' | 'at' | 'answeredAt'>[],
): string {
  const answers = arrivals.map(({ answer: { status, headers, body }, at, answeredAt }) => [
    status ?? 0,
    headers,
    answeredAt - at > atOnceMs ? answeredAt - at : 0,
    ...(body === '' || body === 'ok' ? [] : [body]),
  ]);
  const port = index === 0 ? '${PORT:-4555}' : `$((\${PORT:-4555} + ${index}))`;
  const told = JSON.stringify(answers.length === 0 ? [[200, {}, 0]] : shortened(answers));
  return `${name}=127.0.0.1:${port}; node -e '${program}' "$${name}" '${told.replaceAll("'", `'\\''`)}' & receivers="$receivers $!"; sleep 1`;
}

/** Without the repetitions at the end: the last answer is for all that follow. */
function shortened(answers: readonly unknown[]): unknown[] {
  const last = JSON.stringify(answers.at(-1));
  const end = answers.findLastIndex((each) => JSON.stringify(each) !== last);
  return answers.slice(0, end + 2);
}
