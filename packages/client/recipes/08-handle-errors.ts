// # Tratar cada erro como ele merece
// Decida pela classe e por `code`, que são estáveis; a frase é para pessoas. Guarde `requestId` para o suporte.
// ## Treat each error as it deserves
// Decide by class and `code`, which are stable; the sentence is for people. Keep `requestId` for support.
import {
  ApiError,
  AuthenticationError,
  ConnectionError,
  PermissionError,
  QuotaExceededError,
  RateLimitError,
  ValidationError,
} from '@atteny/client';

export function whatToDo(error: unknown): string {
  if (error instanceof ValidationError) {
    return error.details.map(({ path, message }) => `${path}: ${message}`).join('; ');
  }
  if (error instanceof AuthenticationError) return 'troque a chave';
  if (error instanceof PermissionError && error.code === 'insufficient_scope') {
    return 'dê o escopo que falta à chave';
  }
  if (error instanceof QuotaExceededError) return `espere até ${error.limits?.quota?.resetAt.toISOString()}`;
  if (error instanceof RateLimitError) return `espere ${error.retryAfter} s`;
  if (error instanceof ApiError) return `avise o suporte: ${error.code} em ${error.requestId}`;
  if (error instanceof ConnectionError) return 'confira a rede e tente de novo';
  throw error;
}
