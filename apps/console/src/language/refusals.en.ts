import type { ConsoleErrorCode, ErrorCode } from '@atteny/contract';

const refusals: Record<ErrorCode | ConsoleErrorCode, string> = {
  validation_error: 'The request is not as the contract asks. See the details.',
  unauthorized: 'You are not signed in.',
  invalid_api_key: 'This key is not valid. Check that it was copied whole and was not revoked.',
  invalid_console_token: 'This console token is not valid. Check that it was copied whole.',
  session_expired: 'Your session has ended. Sign in again to go on.',
  insufficient_role: 'Your session does not allow this. Ask whoever administers the organization for access.',
  insufficient_scope: 'This key does not have the scope that the operation asks for.',
  cross_origin: 'This is accepted from the dashboard itself only.',
  quota_exceeded: 'The quota of requests of this month is used up.',
  API_FEATURE_DISABLED: 'The plan of the organization does not include this feature.',
  not_found: 'Nothing was found with this identifier.',
  contact_exists: 'There is a contact with this phone number already.',
  idempotency_conflict: 'This Idempotency-Key was used with another body.',
  webhook_limit_reached:
    'The organization has as many endpoints as it may. Delete one before you create another.',
  webhook_disabled: 'This endpoint is disabled. Enable it before you redeliver.',
  slug_taken: 'Another organization uses this short name. Choose another, or let it be made from the name.',
  key_limit_reached: 'There are as many active keys as there may be. Revoke one before you create another.',
  key_not_active: 'This key is not valid any more, so it cannot be rolled. Create a new one.',
  world_limit_reached: 'The sandbox has as many worlds as it may. Delete one before you create another.',
  world_protected: 'The demo world cannot be deleted. Reset it to go back to its first data.',
  stream_limit_reached: 'This world has as many open streams as it may. Close one before you open another.',
  payload_too_large: 'This is larger than the server takes. Send less at a time.',
  unsupported_media_type: 'The server does not take a body of this kind.',
  rate_limit_exceeded: 'Too many requests in this minute. Wait and try again.',
  internal_error:
    'Something went wrong in the server. Try again; if it stays, pass on the id of the request.',
  service_unavailable: 'The server cannot answer at this moment. Try again soon.',
  method_not_allowed: 'The server does not do this at that address.',
  misdirected_request: 'The request came to a name that is not this server’s.',
};

/** In English what the server says in Portuguese; undefined for a code that is not known here. */
export function refusalInEnglish(code: string): string | undefined {
  return Object.hasOwn(refusals, code) ? refusals[code as keyof typeof refusals] : undefined;
}
