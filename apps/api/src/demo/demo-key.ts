import { keyFrom } from '../keys/format.ts';

/** The key of the demo organization: public, and valid in sandboxes alone. */
export const demoKey = keyFrom('AttenyDemoKeyForTheLocalSandbox0');
