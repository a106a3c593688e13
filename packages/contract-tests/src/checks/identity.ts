import { Session } from './session.ts';
import type { Check } from './check.ts';

/** Who a key is, asked before and after each change: an app decides by it what it may do. */
export const identity: Check = {
  name: 'identity',
  title: 'the plan and the names that /me shows are those in force',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to change a plan and names'),
  async *run(context) {
    if (!context.worlds) return;
    const world = await context.worlds.create();
    const session = new Session(context, world);
    const changes: (() => Promise<void>)[] = [
      () => world.change({ name: 'Enterprise' }),
      () => world.change({ hasWebhooks: false }),
      () => world.change({ name: 'Starter', hasWebhooks: true }),
      () => world.rename('Padaria Estrela do Norte'),
      () => world.renameKey('Loja virtual, segunda integração'),
    ];
    await session.call('getMe', {}, 200);
    for (const change of changes) {
      await change();
      await session.call('getMe', {}, 200);
    }
    yield session.result('/me follows every change of plan, organization and key');
  },
};
