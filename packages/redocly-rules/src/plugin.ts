import type { Rule } from './redocly.ts';
import { boundedSchemas } from './rules/bounded-schemas.ts';
import { closedRequests } from './rules/closed-requests.ts';
import { describedProperties } from './rules/described-properties.ts';
import { distinctNames } from './rules/distinct-names.ts';
import { errorCodeExamples } from './rules/error-code-examples.ts';
import { errorEnvelope } from './rules/error-envelope.ts';
import { fileNames } from './rules/file-names.ts';
import { knownExtensions } from './rules/known-extensions.ts';
import { namedExamples } from './rules/named-examples.ts';
import { operationFeature } from './rules/operation-feature.ts';
import { operationId } from './rules/operation-id.ts';
import { operationScope } from './rules/operation-scope.ts';
import { operationSource } from './rules/operation-source.ts';
import { operationStatuses } from './rules/operation-statuses.ts';
import { ownIdempotencyKeys } from './rules/own-idempotency-keys.ts';
import { portablePatterns } from './rules/portable-patterns.ts';
import { portableSchemas } from './rules/portable-schemas.ts';
import { propertySource } from './rules/property-source.ts';
import { responseHeaders } from './rules/response-headers.ts';
import { shownValues } from './rules/shown-values.ts';
import { successEnvelope } from './rules/success-envelope.ts';
import { webhookEmits } from './rules/webhook-emits.ts';

/** The rules by the names that redocly.yaml gives them, after `atteny/`. */
const rules = {
  'bounded-schemas': boundedSchemas,
  'closed-requests': closedRequests,
  'described-properties': describedProperties,
  'distinct-names': distinctNames,
  'error-code-examples': errorCodeExamples,
  'error-envelope': errorEnvelope,
  'file-names': fileNames,
  'known-extensions': knownExtensions,
  'named-examples': namedExamples,
  'operation-feature': operationFeature,
  'operation-id': operationId,
  'operation-scope': operationScope,
  'operation-source': operationSource,
  'operation-statuses': operationStatuses,
  'own-idempotency-keys': ownIdempotencyKeys,
  'portable-patterns': portablePatterns,
  'portable-schemas': portableSchemas,
  'property-source': propertySource,
  'response-headers': responseHeaders,
  'shown-values': shownValues,
  'success-envelope': successEnvelope,
  'webhook-emits': webhookEmits,
} satisfies Record<string, Rule<never>>;

export type RuleName = keyof typeof rules;

/** What Redocly loads: see `plugins` in spec/redocly.yaml. */
export default function plugin() {
  return { id: 'atteny', rules: { oas3: rules } };
}
