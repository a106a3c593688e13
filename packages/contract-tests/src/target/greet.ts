import type { Exchange, Request } from './exchange.ts';
import { TargetError } from './target-error.ts';

/**
 * One request before all others: a wrong address or key is a sentence, not a thousand violations.
 * @throws TargetError with that sentence.
 */
export async function greet(
  send: (request: Request) => Promise<Exchange>,
  target: URL,
  key: string,
): Promise<void> {
  const { response } = await send({
    method: 'GET',
    path: '/me',
    headers: { authorization: `Bearer ${key}` },
    body: undefined,
  });
  const where = `${target.pathname.replace(/\/$/, '')}/me`;
  const body = response.json as { success?: unknown } | undefined;
  if (response.status >= 500) {
    throw new TargetError(
      `${target.origin} answers GET ${where} with ${response.status}. It has to work before it can be judged.`,
    );
  }
  if (typeof body?.success !== 'boolean') {
    throw new TargetError(
      `${target.origin} answers GET ${where} with ${response.status} and no envelope (${response.headers['content-type'] ?? 'no media type'}). Is this the API, base path included?`,
    );
  }
  if (response.status === 404) {
    throw new TargetError(`${target.origin} has no GET ${where}. Is the base path right?`);
  }
  if (response.status === 401) throw new TargetError('the key is not accepted by GET /me. Check --key.');
}
