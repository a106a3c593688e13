import type { IncomingMessage } from 'node:http';

/**
 * Reads a reply to its end, or until `maximum` bytes are there, and gives them as text.
 *
 * Bytes are taken as they came: nothing is decompressed, so that a small reply cannot grow. Text that a database
 * cannot hold (NUL) becomes U+FFFD, as does what is not UTF-8; a character cut in two by the limit is dropped.
 * `null` where there was no body. Rejects when the connection breaks before the end.
 */
export async function readReplyBody(reply: IncomingMessage, maximum: number): Promise<string | null> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let room = maximum;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    text += decoder.decode(chunk.subarray(0, room), { stream: true });
    room -= chunk.length;
    if (room <= 0) break;
  }
  if (room > 0) text += decoder.decode();
  // Decoding keeps the number of characters at or below the number of bytes.
  return text === '' ? null : text.replaceAll('\0', '\uFFFD');
}
