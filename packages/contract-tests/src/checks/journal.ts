import type { Check } from './check.ts';

/** What a reply calls a request is what the console keeps it by: by this id a person asks what happened. */
export const journal: Check = {
  name: 'journal',
  title: 'the console keeps every request by the id that its reply gave it',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to read its journal'),
  async *run({ worlds, recorder }) {
    for (const world of worlds?.all() ?? []) {
      await world.journal(recorder.model.worlds.get(world.id)?.requestIds.at(-1));
    }
    yield { name: 'the latest requests of every organization', violations: [] };
  },
};
