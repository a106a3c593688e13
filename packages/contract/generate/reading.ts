/**
 * Reads a contract from its source, for what follows spec/ while it is being edited.
 * Everything else imports what was generated.
 */
export { ContractError } from './contract-error.ts';
export { operationsOf } from './operations.ts';
export { bundle, bundleYaml } from './redocly.ts';
export { resolve } from './references.ts';
export { vocabularyOf } from './vocabulary.ts';
