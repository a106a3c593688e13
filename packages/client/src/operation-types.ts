import type { Limits } from './limits.ts';

/** Paths of a contract that have an operation of this method. */
export type PathWith<Paths, Method extends string> = {
  [Path in keyof Paths]: Paths[Path] extends { [M in Method]: { responses: unknown } } ? Path : never;
}[keyof Paths] &
  string;

/** The operation of a path and a method. */
export type OperationAt<Paths, Path extends keyof Paths, Method extends string> = Paths[Path] extends {
  [M in Method]: infer Operation;
}
  ? Operation
  : never;

type Json<Of> = Of extends { content: { 'application/json': infer Content } } ? Content : never;

type SuccessStatus = 200 | 201 | 202;

/** Body of the reply when the operation succeeds. */
type SuccessBody<Operation> = Operation extends { responses: infer Responses }
  ? Json<Responses[keyof Responses & SuccessStatus]>
  : never;

/** What a call gives: the envelope's content, and what came with it. */
export type Reply<Operation> = {
  [Key in Exclude<keyof SuccessBody<Operation>, 'success'>]: SuccessBody<Operation>[Key];
} & {
  /** The reply itself, its body already read. */
  response: Response;
  /** `X-Request-Id`: what support asks for. */
  requestId: string | undefined;
  /** Rate limit and quota, as this reply gave them. */
  limits: Limits | undefined;
};

/** What can be said of a single call, besides its parameters. */
export interface CallSettings {
  /** Gives the call up; it then rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for each attempt, instead of the client's. */
  timeout?: number | undefined;
  /** Attempts after the first, instead of the client's. */
  retries?: number | undefined;
  /** Further headers, such as `Prefer: code=429` for the mock. */
  headers?: Record<string, string> | undefined;
}

type Group<Operation, Name extends string> = Operation extends { parameters: infer Groups }
  ? Name extends keyof Groups
    ? NonNullable<Groups[Name]>
    : never
  : never;

/** A group of parameters: absent where the operation has none, optional where none of it is required. */
type Part<Name extends string, Value> = [Value] extends [never]
  ? { [N in Name]?: undefined }
  : {} extends Value
    ? { [N in Name]?: Value | undefined }
    : { [N in Name]: Value };

type Parameters<Operation> = Part<'path', Group<Operation, 'path'>> &
  Part<'query', Group<Operation, 'query'>> &
  Part<'header', Group<Operation, 'header'>>;

type Body<Operation> = Operation extends { requestBody: infer Request }
  ? { body: Json<Request> }
  : Operation extends { requestBody?: infer Request }
    ? Part<'body', Json<NonNullable<Request>>>
    : { body?: undefined };

/** Parameters, body and settings of a call. */
export type CallOptions<Operation> = Part<'params', Parameters<Operation>> & Body<Operation> & CallSettings;

type IsUnion<Value, Each = Value> = Each extends unknown ? ([Value] extends [Each] ? false : true) : never;

/**
 * The arguments after the path: options may be left out when nothing in them is required. They may be for a path that
 * is none of the contract's as well (it counts as all of them at once), so that the compiler complains of the path.
 */
export type Arguments<Paths, Path extends keyof Paths, Method extends string> =
  {} extends CallOptions<OperationAt<Paths, Path, Method>>
    ? [options?: CallOptions<OperationAt<Paths, Path, Method>>]
    : true extends IsUnion<Path>
      ? [options?: CallOptions<OperationAt<Paths, Path, Method>>]
      : [options: CallOptions<OperationAt<Paths, Path, Method>>];

/** A page of a list, as the envelope gives it. */
interface Page {
  data: readonly unknown[];
  meta: { total: number; page: number; limit: number };
}

/** Paths whose GET answers with a page: the lists, told by their reply and not by their name. */
export type ListPath<Paths> = {
  [Path in PathWith<Paths, 'get'>]: SuccessBody<OperationAt<Paths, Path, 'get'>> extends Page ? Path : never;
}[PathWith<Paths, 'get'>];

/** One element of a list. */
export type Item<Operation> =
  SuccessBody<Operation> extends { data: readonly (infer Element)[] } ? Element : never;
