import type { contractValues } from '../../contract-values.ts';

declare const CONTRACT_VALUES: typeof contractValues;

/** Samples and bounds of the contract, put in by the build. */
export const { eventSamples, longest, most } = CONTRACT_VALUES;
