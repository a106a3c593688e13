import { landing, resolve, subjects, type Schema, type Subject } from '../contract/catalog.ts';
import { rules } from '../oracle/rules.ts';
import { reasonFor } from './not-from-outside.ts';
import type { Exchange } from '../target/exchange.ts';

/** The kinds of things of a contract that can be covered. */
export const kinds = [
  'operations',
  'statuses',
  'codes',
  'parameters',
  'headers',
  'properties',
  'enum values',
  'events',
] as const;
export type Kind = (typeof kinds)[number];

/** Remembers which promises of the contract a run has seen with its own eyes. */
export class Ledger {
  readonly #all = new Map<Kind, Set<string>>(kinds.map((kind) => [kind, new Set()]));
  readonly #seen = new Map<Kind, Set<string>>(kinds.map((kind) => [kind, new Set()]));

  constructor(events: readonly string[]) {
    for (const subject of subjects) this.#expect(subject);
    for (const event of events) this.#want('events', event);
  }

  /** Notes all that one exchange shows. */
  note(subject: Subject, { request, response }: Exchange): void {
    const { id } = subject;
    this.#see('operations', id);
    this.#see('statuses', `${id} ${response.status}`);
    const reply = subject.replies.get(response.status);
    const code = (response.json as { code?: unknown } | undefined)?.code;
    if (typeof code === 'string') this.#see('codes', `${id} ${response.status} ${code}`);
    for (const { name } of reply?.headers ?? []) {
      if (response.headers[name.toLowerCase()] !== undefined) {
        this.#see('headers', `${id} ${response.status} ${name}`);
      }
    }
    if (response.status < 400) {
      const query = new URLSearchParams(request.path.split('?')[1] ?? '');
      for (const { name, in: where } of subject.parameters) {
        const given =
          where === 'path' ||
          (where === 'query'
            ? query.has(name)
            : Object.keys(request.headers).some((header) => header.toLowerCase() === name.toLowerCase()));
        // Sent alone is not observed: the model has to know what it does.
        if (given && rules[subject.id]?.parameters.includes(name) === true) {
          this.#see('parameters', `${id} ${name}`);
        }
      }
      if (subject.body && typeof request.body === 'string') {
        this.#properties(`${id} request`, subject.body.schema, { value: parse(request.body) });
      }
    }
    if (reply?.schema !== undefined) {
      this.#properties(`${id} ${response.status}`, { $ref: landing(reply.schema) }, { value: response.json });
    }
  }

  /** A delivery of this event arrived and kept its promise. */
  noteEvent(event: string): void {
    this.#see('events', event);
  }

  /** Of a kind: how many were seen of all that can be, what is missing, and what was not seen for a declared reason. */
  of(kind: Kind): { seen: number; all: number; missing: string[]; unseeable: string[] } {
    const all = this.#all.get(kind) ?? new Set<string>();
    const seen = this.#seen.get(kind) ?? new Set<string>();
    const unseen = [...all].filter((name) => !seen.has(name));
    const unseeable = unseen.filter((name) => reasonFor(name) !== undefined);
    const missing = unseen.filter((name) => reasonFor(name) === undefined);
    return { seen: all.size - unseen.length, all: all.size - unseeable.length, missing, unseeable };
  }

  #expect(subject: Subject): void {
    const { id } = subject;
    this.#want('operations', id);
    for (const { name } of subject.parameters) this.#want('parameters', `${id} ${name}`);
    if (subject.body) this.#properties(`${id} request`, subject.body.schema);
    for (const [status, reply] of subject.replies) {
      this.#want('statuses', `${id} ${status}`);
      for (const code of subject.operation.errorCodes[status] ?? []) {
        this.#want('codes', `${id} ${status} ${code}`);
      }
      for (const { name } of reply.headers) this.#want('headers', `${id} ${status} ${name}`);
      if (reply.schema !== undefined) this.#properties(`${id} ${status}`, { $ref: landing(reply.schema) });
    }
  }

  /** Walks a schema: alone, to know what there is; beside a value, to know what was seen. */
  #properties(where: string, written: Schema, beside?: { value: unknown }, depth = 0): void {
    const schema = resolve<Record<string, unknown> | boolean>(written);
    if (typeof schema !== 'object' || depth > 12) return;
    const note = (kind: Kind, name: string): void =>
      beside ? this.#see(kind, name) : this.#want(kind, name);
    const inside = (step: string, part: unknown, value?: { value: unknown }): void =>
      this.#properties(`${where}${step}`, part as Schema, value, depth + 1);
    for (const each of where.endsWith('/code') ? [] : ((schema['enum'] ?? []) as unknown[])) {
      if (!beside || each === beside.value) note('enum values', `${where} = ${String(each)}`);
    }
    for (const branch of [schema['oneOf'] ?? [], schema['anyOf'] ?? []].flat()) inside('', branch, beside);
    if (schema['items'] !== undefined) {
      if (!beside) inside('[]', schema['items']);
      else if (Array.isArray(beside.value)) {
        for (const value of beside.value as unknown[]) inside('[]', schema['items'], { value });
      }
    }
    for (const [name, property] of Object.entries(schema['properties'] ?? {})) {
      if (
        beside &&
        !(typeof beside.value === 'object' && beside.value !== null && Object.hasOwn(beside.value, name))
      ) {
        continue;
      }
      note('properties', `${where}/${name}`);
      inside(`/${name}`, property, beside && { value: (beside.value as Record<string, unknown>)[name] });
    }
  }

  #want(kind: Kind, name: string): void {
    this.#all.get(kind)?.add(name);
  }

  #see(kind: Kind, name: string): void {
    this.#seen.get(kind)?.add(name);
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
