export { startMock, startSandbox, type LocalSandbox, type LocalServer } from './servers.ts';
