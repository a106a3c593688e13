// Generated from spec/ by `pnpm generate`. Do not edit.
export const serverUrl = "/console/v1" as const;

export const basePath = "/console/v1" as const;

export const scopes = ["view", "manage", "operator"] as const;

export const webhooks = {
  onMessageCreated: "message.created",
} as const;

export const errorCodes = ["validation_error", "unauthorized", "invalid_console_token", "session_expired", "insufficient_role", "cross_origin", "not_found", "slug_taken", "key_limit_reached", "world_limit_reached", "world_protected", "stream_limit_reached", "key_not_active", "payload_too_large", "unsupported_media_type", "rate_limit_exceeded", "internal_error", "service_unavailable", "method_not_allowed", "misdirected_request"] as const;

export const limits = {
  activeKeys: 100,
  worlds: 1000,
  journalRequests: 10000,
  journalBodyBytes: 65536,
  clockAdvanceDays: 366,
  clockOffsetDays: 3660,
  clockAdvanceSeconds: 120,
  streams: 20,
  streamReplayEvents: 1000,
  streamHeartbeatSeconds: 15,
  wrongTokens: {
    distinct: 10,
    windowSeconds: 60,
  },
  signInCodeSeconds: 600,
  operatorSessionSeconds: 43200,
  portalSessionSeconds: 28800,
  keyOverlapHours: 720,
  inboxDeliveries: 200,
  inboxSlowSeconds: 5,
  countedTotal: 10001,
  usageDays: 30,
} as const;

export const delivery = {} as const;
