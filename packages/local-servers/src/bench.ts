export { load, type Load, type LoadOptions } from './load.ts';
export { cpuSeconds, residentMegabytes } from './process-cost.ts';
