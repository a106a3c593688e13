/** What the contract says of one operation, apart from its schemas. */
export interface Operation {
  readonly operationId: string;
  readonly method: 'get' | 'put' | 'post' | 'patch' | 'delete';
  /** Template relative to the base path, such as `/contacts/{contactId}`. */
  readonly path: string;
  readonly tag: string;
  /** Name of the security scheme whose credential the operation asks for; null when it is open to everyone. */
  readonly security: string | null;
  /** What the credential must be allowed to do; empty when any valid credential will do. */
  readonly scopes: readonly string[];
  /** Every documented status, ascending. */
  readonly statuses: readonly number[];
  /** The `code` values of each status from 400 on. */
  readonly errorCodes: { readonly [status: number]: readonly string[] };
  /** Whether a request carries a body. */
  readonly body: 'required' | 'optional' | 'none';
  /** Takes `page` and `limit` and answers with `meta`. */
  readonly paginated: boolean;
  /** Takes an `Idempotency-Key`. */
  readonly idempotent: boolean;
  /** Whether the public page of the product states the operation, or it was decided here. */
  readonly source: 'documented' | 'inferred';
  /** Exists in the sandbox alone: a production server answers its path as one that it does not know. */
  readonly sandbox: boolean;
  /** Property of the plan that has to be true for the operation, beside `hasAPI`; null when none is. */
  readonly feature: string | null;
  /** Webhook events that the operation may cause. */
  readonly emits: readonly string[];
}
