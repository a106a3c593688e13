// Generated from spec/ by `pnpm generate`. Do not edit.
export const serverUrl = "https://api.atteny.ai/api/v1" as const;

export const basePath = "/api/v1" as const;

export const scopes = ["messages:send", "messages:read", "conversations:read", "contacts:read", "contacts:write", "webhooks:manage"] as const;

export const webhooks = {
  onMessageCreated: "message.created",
  onMessageSent: "message.sent",
} as const;

export const errorCodes = ["validation_error", "unauthorized", "invalid_api_key", "quota_exceeded", "API_FEATURE_DISABLED", "insufficient_scope", "not_found", "contact_exists", "idempotency_conflict", "webhook_limit_reached", "webhook_disabled", "payload_too_large", "unsupported_media_type", "rate_limit_exceeded", "internal_error", "service_unavailable", "method_not_allowed", "misdirected_request"] as const;

export const limits = {
  rate: {
    requests: 120,
    windowSeconds: 60,
  },
  requestBodyBytes: 102400,
  idempotencyKeyHours: 24,
  webhookEndpoints: 20,
  keyRevocationSeconds: 1,
} as const;

export const delivery = {
  delaysSeconds: [0, 5, 300, 1800, 7200],
  jitter: 0.2,
  timeoutSeconds: 15,
  responseBytes: 20000,
  retryAfterMaximumSeconds: 86400,
  disableAfterFailedDeliveries: 10,
  disableOnStatus: 410,
  rotationOverlapHours: 24,
  timestampToleranceSeconds: 300,
  retentionDays: 30,
} as const;

export const maxima = {
  page: 1000000,
  limit: 100,
  "standard-webhook-timestamp": 99999999999,
  "PageMeta.total": 2147483647,
  "PageMeta.page": 1000000,
  "PageMeta.limit": 100,
  "WebhookEndpoint.consecutiveFailures": 1000000,
  "WebhookEndpointWithSecret.consecutiveFailures": 1000000,
  "WebhookAttempt.number": 5,
  "WebhookAttempt.durationMs": 60000,
  "WebhookAttempt.statusCode": 999,
  "RotateWebhookSecretRequest.overlapHours": 24,
  "RedeliveryBatch.redelivered": 1000000,
} as const;
