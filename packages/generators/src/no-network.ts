/**
 * Loaded before a generator: a connection that it tries fails, and is told on standard error even if the generator
 * keeps quiet about it.
 */
import { Socket } from 'node:net';

Socket.prototype.connect = function connect(...parameters: unknown[]): never {
  const tried = JSON.stringify(parameters).slice(0, 200);
  process.stderr.write(`tried the network: ${tried}\n`);
  throw new Error(`There is no network here: ${tried}`);
};
