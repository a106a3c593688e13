import { limits } from '@atteny/contract';
import { createClient } from '@redis/client';
import { batchedGrants, grantedUpTo, refused } from './batched-grants.ts';
import type { Counted, RateCounter } from './counters.ts';

export interface RedisOptions {
  /** Put before every key. */
  readonly prefix?: string;
  /** Told of every failure of the connection. */
  readonly onError?: (error: Error) => void;
}

// A request shall not hang on a Redis that is gone: it is answered 503 within 100 ms.
const answerMs = 80;
const reconnectMs = 200;
const connectMs = 2_000;
// After that much silence a connection is given up for another; it is listened to this often.
const silentMs = 3_000;
const listenMs = 1_000;
const keptSeconds = limits.rate.windowSeconds * 2;

const takeScript = `
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
local fitting = math.max(0, math.min(tonumber(ARGV[2]), tonumber(ARGV[1]) - used))
if fitting == 0 then return {used, 0} end
redis.call('INCRBY', KEYS[1], fitting)
if used == 0 then redis.call('EXPIRE', KEYS[1], ARGV[3]) end
return {used + fitting, fitting}`;

/**
 * Counts minutes in Redis, those of one key that come together at once. When it is out of reach, counting fails at once and the request is answered 503:
 * counting elsewhere for a while would let more than the limit pass. It is reconnected to in the background, also when a connection only fell silent.
 *
 * @throws when Redis cannot be reached at the start.
 */
export async function redisRate(
  url: string,
  { prefix = 'atteny:', onError }: RedisOptions = {},
): Promise<RateCounter & { ping(): Promise<void>; close(): Promise<void> }> {
  let started = false;
  let closed = false;
  let heard = performance.now();

  function newClient() {
    let connected = false;
    let abandoned = false;
    const made = createClient({
      url,
      disableOfflineQueue: true,
      socket: {
        connectTimeout: connectMs,
        reconnectStrategy: () => (started && !abandoned ? reconnectMs : false),
      },
    });
    made.on('error', (error: Error) => {
      connected = false;
      if (!abandoned) onError?.(error);
    });
    // A client that is destroyed while it connects goes on, and its connection would keep the process alive.
    made.on('connect', () => {
      connected = true;
      if (abandoned) made.destroy();
    });
    made.on('ready', () => {
      heard = performance.now();
    });
    const abandon = () => {
      abandoned = true;
      if (connected) made.destroy();
    };
    return { client: made, abandon };
  }

  let { client, abandon } = newClient();
  await client.connect();
  started = true;

  // A connection of which nothing comes back is not broken for its client, which would wait for ever.
  async function listen(): Promise<void> {
    try {
      await orTimeOut(() => client.ping());
      heard = performance.now();
    } catch {
      if (closed || performance.now() - heard < silentMs) return;
      heard = performance.now();
      abandon();
      ({ client, abandon } = newClient());
      await client.connect().catch(() => {});
    }
  }

  const orTimeOut = silenceTimeout(answerMs);
  const listening = setInterval(() => void listen(), listenMs);
  listening.unref();
  const takeTogether = batchedGrants<Counted>();
  const nameOf = (keyId: string, minute: number) => `${prefix}rate:${keyId}:${minute}`;
  return {
    take: (keyId, minute, limit) =>
      takeTogether(`${keyId} ${minute} ${limit}`, async (count) => {
        const options = {
          keys: [nameOf(keyId, minute)],
          arguments: [String(limit), String(count), String(keptSeconds)],
        };
        const taken = await orTimeOut(() => client.eval(takeScript, options));
        const [used, fitting] = taken as [number, number];
        return [...grantedUpTo(used, fitting), ...refused(used, count - fitting)];
      }),
    read: async (keyId, minute) => Number((await orTimeOut(() => client.get(nameOf(keyId, minute)))) ?? 0),
    async forget(keyId, minute) {
      await orTimeOut(() => client.del(nameOf(keyId, minute)));
    },
    // One that is full, or a replica, answers a PING.
    async ping() {
      const expiration = { type: 'EX', value: keptSeconds } as const;
      await orTimeOut(() => client.set(`${prefix}ready`, '', { expiration }));
    },
    async close() {
      closed = true;
      clearInterval(listening);
      abandon();
    },
  };
}

const turnsOfTheLoop = 5;

/**
 * Gives up on a server that has said nothing at all for so many milliseconds while something was asked of it.
 * One that answers late because much is asked, or because this process is slow to listen, is waited for.
 */
export function silenceTimeout(milliseconds: number) {
  let lastHeard = 0;
  return function orTimeOut<T>(ask: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout;
      const asked = performance.now();
      const listenUntil = (at: number) => {
        timer = setTimeout(() => listen(turnsOfTheLoop), at - performance.now());
      };
      // A question may wait a turn to be sent, and what has come in is read in the turn after: in a process with
      // much to do a turn is long, and that is no silence of the server's.
      const listen = (turns: number) => {
        setImmediate(() => (turns > 1 ? listen(turns - 1) : giveUpOrWait()));
      };
      const giveUpOrWait = () => {
        const waitUntil = Math.max(asked, lastHeard) + milliseconds;
        if (performance.now() < waitUntil) listenUntil(waitUntil);
        else reject(new Error('No answer in time.'));
      };
      listenUntil(asked + milliseconds);
      ask()
        .finally(() => {
          lastHeard = performance.now();
          clearTimeout(timer);
        })
        .then(resolve, reject);
    });
  };
}
