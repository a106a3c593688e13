/** What was sent, exactly as it went over the wire, and what came back. */
export interface Request {
  method: string;
  /** Path and query behind the target's base path, sent untouched: `/contacts?page=1`. */
  path: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
}

export interface Response {
  status: number;
  /** Names in lower case; a header that came twice is joined by a comma. */
  headers: Record<string, string>;
  text: string;
  /** The parsed body; undefined when there is none or it is no JSON. */
  json: unknown;
}

export interface Exchange {
  request: Request;
  response: Response;
}

/** A delivery as it arrived. */
export interface Arrival {
  headers: Record<string, string>;
  body: string;
}

/** `GET /contacts?page=1 → 200`, for reports; without an end where no reply came. Never with headers: they hold the key. */
export function title({ request, response }: Exchange): string {
  const path = request.path.length > 120 ? `${request.path.slice(0, 117)}…` : request.path;
  return `${request.method} ${path}${response.status === 0 ? '' : ` → ${response.status}`}`;
}
