import type { ErrorCode } from '@atteny/contract';
import type { Asked, Damaged, Reply } from '../fault.ts';

export type Damage = (reply: Reply, asked: Asked) => void;

/** Replies with one status (of one kind of path) are damaged; all others pass. */
export function on(status: number, damage: Damage, path = /./): Damage {
  return (reply, asked) => {
    if (reply.status === status && path.test(asked.path)) damage(reply, asked);
  };
}
export const become =
  (status: number): Damage =>
  (reply) =>
    void (reply.status = status);
/** A code that the contract does not have. */
export const madeUpCode =
  (value: string): Damage =>
  (reply) =>
    void (reply.body.code = value);
/** Whether a reply is a failure with one of the contract's codes. */
export const isFailure = (reply: Reply, code: ErrorCode): boolean => reply.body?.code === code;
/** One failure goes by the code of another one. */
export const takenFor =
  (actual: ErrorCode, other: ErrorCode): Damage =>
  (reply) =>
    void (isFailure(reply, actual) && (reply.body.code = other));
export const drop =
  (name: string): Damage =>
  (reply) =>
    void delete reply.headers[name];
export const header =
  (name: string, change: (value: string) => string): Damage =>
  (reply) => {
    const value = reply.headers[name];
    if (value !== undefined) reply.headers[name] = change(value);
  };
export const plus =
  (difference: number) =>
  (value: string): string =>
    /^\d+$/.test(value) ? String(Number(value) + difference) : value;
/** Every contact, wherever a reply shows one. */
export const contacts =
  (change: (contact: Damaged) => void): Damage =>
  (reply) => {
    for (const item of [reply.body?.data].flat()) {
      for (const each of [item, item?.contact]) if (each?.phoneNumber !== undefined) change(each);
    }
  };
export const items =
  (change: (item: Damaged) => void): Damage =>
  (reply) => {
    for (const item of [reply.body?.data].flat()) if (item) change(item);
  };
export const list =
  (change: (body: Damaged) => void): Damage =>
  (reply) => {
    if (Array.isArray(reply.body?.data)) change(reply.body);
  };
