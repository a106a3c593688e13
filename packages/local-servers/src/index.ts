export { freePort } from './free-port.ts';
export { startMock, startSandbox, type LocalSandbox, type LocalServer } from './servers.ts';
