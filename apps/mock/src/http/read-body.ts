import type { IncomingMessage } from 'node:http';

/**
 * The whole body of a request.
 * @returns undefined as soon as it proves longer than the limit in bytes; what is left of it is then thrown away
 * @param ask called before the first byte is awaited, when the length that was announced is within the limit
 * @throws when the connection ends before the body does
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  ask: () => void,
): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  ask();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('the connection ended before the body')));
  });
}
