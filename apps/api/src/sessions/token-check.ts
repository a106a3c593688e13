import { createHash, timingSafeEqual } from 'node:crypto';
import { consoleLimits } from '@atteny/contract';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failures.ts';

/**
 * Checks a token that was presented as the console's, in constant time, wherever it is presented: in a header or in a form.
 * @throws Refusal invalidToken; tooManyWrongTokens for who guesses at it
 */
export type TokenCheck = (presented: string, remoteAddress: string | undefined) => void;

/** The check of one console token, with one memory of guesses. */
export function tokenCheck(token: string, clock: Clock): TokenCheck {
  const expected = digest(token);
  const wrongTokens = new WrongTokens(clock);
  return (presented, remoteAddress = '') => {
    const given = digest(presented);
    const network = networkOf(remoteAddress);
    wrongTokens.demandFew(network, given);
    if (timingSafeEqual(given, expected)) return;
    wrongTokens.note(network, given);
    throw new Refusal('invalidToken', { headers: { 'WWW-Authenticate': 'Bearer' } });
  };
}

const { distinct, windowSeconds } = consoleLimits.wrongTokens;
const networksKept = 1_000;

/**
 * The different wrong tokens that came from each network in the minute that runs. One that is sent again and again, as a
 * program does whose token is out of date, is no guess: it must not lock out its neighbours.
 */
class WrongTokens {
  readonly #clock: Clock;
  #window = 0;
  readonly #byNetwork = new Map<string, Set<string>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws Refusal 429 where there were too many already, whether or not this one is right */
  demandFew(network: string, token: Buffer): void {
    const now = this.#clock.now() / 1000;
    const window = Math.floor(now / windowSeconds);
    if (window !== this.#window) this.#byNetwork.clear();
    this.#window = window;
    const wrong = this.#byNetwork.get(network);
    if (wrong === undefined || wrong.size < distinct || wrong.has(token.toString('base64'))) return;
    const wait = Math.ceil((window + 1) * windowSeconds - now);
    throw new Refusal('tooManyWrongTokens', { headers: { 'Retry-After': String(Math.max(1, wait)) } });
  }

  note(network: string, token: Buffer): void {
    const wrong = this.#byNetwork.get(network) ?? new Set();
    wrong.add(token.toString('base64'));
    this.#byNetwork.set(network, wrong);
    const [oldest = ''] = this.#byNetwork.keys();
    if (this.#byNetwork.size > networksKept) this.#byNetwork.delete(oldest);
  }
}

/** An IPv4 address, or the 64 bits of an IPv6 address that name a network: within it a caller is free to choose. */
function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [before = [], after = []] = address.split('::').map((side) => side.split(':').filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
