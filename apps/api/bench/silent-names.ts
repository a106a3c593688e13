import { Resolver } from 'node:dns/promises';

// Loaded into a server before it starts: no name server answers it, so that nothing that it delivers arrives.
const never = () => new Promise(() => {});
Object.assign(Resolver.prototype, { resolve4: never, resolve6: never });
