export { type Ended, output, type Program, type ProgramOptions, run, startProgram } from './program.ts';
export { freePort, startMock, startSandbox, type LocalSandbox, type LocalServer } from './servers.ts';
