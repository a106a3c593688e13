import { enableCompileCache } from 'node:module';

// What was compiled for an earlier start is taken from the machine's temporary folder: nearly half of the start.
enableCompileCache();
await import('./start/process.ts');
