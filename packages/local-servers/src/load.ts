import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** What a load came to. */
export interface Load {
  readonly requests: number;
  /** Replies of another status. */
  readonly failures: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface LoadOptions {
  readonly port: number;
  /** Request line and headers, without the empty line. */
  readonly head: string;
  readonly seconds: number;
  readonly connections: number;
  /** Requests a second over all connections, each at its own even pace; as fast as replies come when left out. */
  readonly pace?: number;
  /** Makes the JSON of each request; undefined when there is nothing left to send. */
  readonly body?: () => string | undefined;
  /** What a reply has to have; 200 when left out. */
  readonly status?: number;
}

const headEnd = '\r\n\r\n';
const ticksPerSecond = 100;
const pageKilobytes = 4;

/** Sends one request after the other over each of some connections, for so long or until there is nothing left to send. */
export async function load({
  port,
  head,
  seconds,
  connections,
  pace = Number.POSITIVE_INFINITY,
  body,
  status = 200,
}: LoadOptions): Promise<Load> {
  const durations: number[] = [];
  const failures: string[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const bytes = Buffer.from(`${head}${headEnd}`);
  const next =
    body === undefined
      ? () => bytes
      : () => {
          const json = body();
          return json === undefined ? undefined : withBody(head, json);
        };
  const wanted = `HTTP/1.1 ${status}`;
  const apart = (connections / pace) * 1000;
  await Promise.all(
    Array.from({ length: connections }, (_, index) => {
      const firstDue = begun + (apart * index) / connections;
      return one(port, next, wanted, { firstDue, apart, until }, durations, failures);
    }),
  );
  const elapsed = (performance.now() - begun) / 1000;
  durations.sort((a, b) => a - b);
  const at = (share: number) => durations[Math.floor(durations.length * share)] ?? Number.NaN;
  return {
    requests: durations.length,
    failures: failures.length,
    perSecond: durations.length / elapsed,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

function withBody(head: string, json: string): Buffer {
  const headers = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}`;
  return Buffer.from(`${head}\r\n${headers}${headEnd}${json}`);
}

function one(
  port: number,
  next: () => Buffer | undefined,
  wanted: string,
  { firstDue, apart, until }: { firstDue: number; apart: number; until: number },
  durations: number[],
  failures: string[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let sentAt = 0;
    let received = '';
    let due = firstDue;
    const finish = () => {
      socket.end();
      resolve();
    };
    const send = () => {
      const request = performance.now() < until ? next() : undefined;
      if (request === undefined) {
        finish();
        return;
      }
      received = '';
      sentAt = performance.now();
      socket.write(request);
    };
    const sendWhenDue = () => {
      const wait = due - performance.now();
      due += apart;
      if (wait > 0) setTimeout(send, wait);
      else send();
    };
    socket.on('connect', sendWhenDue);
    socket.on('error', reject);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
      const end = received.indexOf(headEnd);
      if (end === -1) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1]);
      if (received.length < end + headEnd.length + length) return;
      if (!received.startsWith(wanted)) {
        failures.push(received.slice(0, received.indexOf('\r\n')));
      }
      durations.push(performance.now() - sentAt);
      sendWhenDue();
    });
  });
}

/** Seconds of processor time that a process has used (Linux). */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory of a process in megabytes (Linux). */
export function residentMegabytes(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return (pages * pageKilobytes) / 1024;
}

/** The middle one; NaN where there is none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
