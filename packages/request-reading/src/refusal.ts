import type { components } from '@atteny/contract/public';

/** What can be wrong with a request as it is read. The names are those of the contract's examples. */
export type RequestFailure =
  | 'misdirectedRequest'
  | 'methodNotAllowed'
  | 'notFound'
  | 'unsupportedMediaType'
  | 'unsupportedContentEncoding'
  | 'payloadTooLarge'
  | 'malformedJson'
  | 'invalidBody';

/** One entry of the `details` of a 400. */
export type Detail = components['schemas']['ValidationDetail'];

/** A request that is refused for the way it is written. */
export class RequestRefusal extends Error {
  override readonly name = 'RequestRefusal';
  readonly failure: RequestFailure;
  readonly details: Detail[] | undefined;
  /** Headers that the refusal adds, such as Allow. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    failure: RequestFailure,
    more: { details?: Detail[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(failure, { cause: more.cause });
    this.failure = failure;
    this.details = more.details;
    this.headers = more.headers ?? {};
  }
}
