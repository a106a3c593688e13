/** What @atteny/sandbox offers: nothing of the server behind it. */
export {
  createSandbox,
  type ExpectedDelivery,
  type ExpectedRequest,
  matchers,
  type Sandbox,
  SandboxError,
  type SandboxOptions,
  type SandboxWorld,
} from '@atteny/api/sandbox';
