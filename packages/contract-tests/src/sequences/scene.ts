import { delivery as promised } from '@atteny/contract';
import type { CheckContext } from '../checks/check.ts';
import type { World as Known } from '../oracle/world.ts';
import type { Receiver } from '../target/receiver.ts';
import type { World } from '../target/worlds.ts';
import type { Credential, Pick } from './step.ts';

/** An organization that a sequence is played in, and what the model knows of it so far. */
export interface Scene {
  context: CheckContext;
  world: World;
  /** Where every endpoint of the sequence delivers to. */
  receiver: Receiver;
  keys: Record<Credential, string | null>;
  /** What was done so far, in words. */
  done: string[];
}

/** A well-formed key that nobody was ever given. */
const unknown = 'sk_live_00000000000000000000000000000000000000';
const nowhere = 'nao_existe_1';

/** A fresh organization, with a receiver that answers well. */
export async function openScene(context: CheckContext, receiver: Receiver): Promise<Scene | undefined> {
  if (!context.worlds) return undefined;
  const world = await context.worlds.create();
  const narrow = await world.keyWith({ scopes: ['contacts:read'] });
  receiver.answer = 200;
  return { context, world, receiver, keys: { whole: world.key, narrow, unknown, none: null }, done: [] };
}

/**
 * Lets what is under way arrive, where one reply ends an endpoint and all that waits there: which of them go out before it is the
 * server's to choose.
 */
export async function letArrive({ world, receiver }: Scene): Promise<void> {
  if (receiver.answer === promised.disableOnStatus) await world.advance('1s');
}

export function known({ context, world }: Scene): Known | undefined {
  return context.recorder.model.worlds.get(world.id);
}

/** The ids that path parameters mean now, by what the model knows; undefined: there is no such thing yet. */
export function pathOf(
  scene: Scene,
  picks: Readonly<Record<string, Pick>>,
): Record<string, string> | undefined {
  const path: Record<string, string> = {};
  for (const [name, pick] of Object.entries(picks)) {
    const ids = idsOf(known(scene), name, path['webhookId']);
    const id = pick === 'absent' ? nowhere : ids[pick.nth % ids.length];
    if (id === undefined) return undefined;
    path[name] = id;
  }
  return path;
}

/** Newest first. */
function idsOf(world: Known | undefined, name: string, webhookId: string | undefined): string[] {
  if (!world) return [];
  const { contacts, conversations, endpoints } = world;
  switch (name) {
    case 'contactId':
      return [...contacts.keys()].toReversed();
    case 'conversationId':
      return [...conversations.keys()].toReversed();
    case 'webhookId':
      return [...endpoints.keys()].toReversed();
    default:
      return (endpoints.get(webhookId ?? '')?.sendings ?? []).flatMap(({ id }) => id ?? []).toReversed();
  }
}
