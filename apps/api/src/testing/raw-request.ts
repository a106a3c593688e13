import { connect } from 'node:net';

/** Sends bytes as they are and returns what comes back until the connection ends or falls silent. */
export function rawRequest(port: number, text: string, silence = 2_000): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(silence, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
    });
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });
}
