/**
 * Reads a contract from its source, for what follows spec/ while it is being edited.
 * Everything else imports what was generated.
 */
export { ContractError } from '../src/contract-error.ts';
export { type LintReport, sentences } from './lint-report.ts';
export { operationsOf } from './operations.ts';
export { bundle, bundleYaml } from './redocly.ts';
export { lookUp, resolve } from '../src/references.ts';
export { vocabularyOf } from './vocabulary.ts';
