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

export const maxima = {
  page: 1000000,
  limit: 100,
  "standard-webhook-timestamp": 99999999999,
  MonthlyQuota: 999999999999999,
  RequestsPerMinute: 1000000,
  "PageMeta.total": 2147483647,
  "PageMeta.page": 1000000,
  "PageMeta.limit": 100,
  KeyRequestsPerMinute: 1000000,
  UsedRequests: 9007199254740991,
  "KeyUsage.remaining": 1000000,
  "MonthUsage.remaining": 999999999999999,
  "WorldClock.offsetMs": 316224000000,
  "PlayedAttempt.number": 5,
  "PlayedAttempt.statusCode": 999,
  "ClockAdvance.attemptsTotal": 9007199254740991,
  "JournalRequest.durationMs": 3600000,
  "JournalRequest.status": 599,
  "JournalAttempt.number": 5,
  "JournalAttempt.durationMs": 60000,
  "JournalAttempt.statusCode": 999,
  "StreamSkipped.requests": 10000000,
  "FaultRuleState.matched": 9007199254740991,
  "FaultRuleState.hit": 9007199254740991,
  "FaultPlanState.seed": 4294967295,
  "FaultRule.attempt": 5,
  "FaultRule.skip": 1000000,
  "FaultRule.count": 1000000,
  "FaultRule.share": 1,
  "FaultRule.status": 599,
  "FaultRule.milliseconds": 60000,
  "FaultPlan.seed": 4294967295,
  "SimulateBoundaryRequest.calls": 1000,
  "SimulateBoundaryRequest.seconds": 31622400,
  "RollApiKeyRequest.overlapHours": 720,
  "DayUsage.total": 9007199254740991,
  "DayUsage.successes": 9007199254740991,
  "DayUsage.clientErrors": 9007199254740991,
  "DayUsage.rateLimited": 9007199254740991,
  "DayUsage.serverErrors": 9007199254740991,
  "CanceledDeliveries.canceled": 9007199254740991,
  "EndpointHealth.waiting": 9007199254740991,
  "DeletedInbox.deleted": 9007199254740991,
} as const;
