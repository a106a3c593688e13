import type { OperationId, publicOperations } from '@atteny/contract';

type Declared = {
  [Id in OperationId]: (typeof publicOperations)[Id] extends {
    idempotent: true;
    method: infer M;
    path: infer P;
  }
    ? `${Uppercase<M & string>} ${P & string}`
    : never;
}[OperationId];

// The compiler holds this list to the contract's own: one missing or one too many does not compile.
const idempotent: Record<Declared, true> = {
  'POST /contacts': true,
  'POST /conversations/{conversationId}/messages': true,
};

/** Whether an operation, such as `POST /contacts`, takes an Idempotency-Key. */
export const isIdempotent = (operation: string): boolean => Object.hasOwn(idempotent, operation);

/** Whether a method only reads. */
export const isRead = (method: string): boolean => method === 'GET';
