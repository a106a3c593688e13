import type { OperationId } from '@atteny/contract';
import { contactRules } from './contacts.ts';
import { endpointRules } from './endpoints.ts';
import { identityRules } from './identity.ts';
import { messageRules } from './messages.ts';
import type { Rule } from './rule.ts';

const all = { ...identityRules, ...contactRules, ...messageRules, ...endpointRules };

/** What the model knows of every operation; one that is missing is a red line, not a crash. */
export const rules: Partial<Record<OperationId, Rule>> = all satisfies Record<string, Rule>;
