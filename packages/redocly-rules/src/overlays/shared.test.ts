import { expect, test } from 'vitest';
import { commonEntries, problemsOfShared } from './shared.ts';

const contact = { type: 'object', description: 'Um contato.' };
const one = {
  components: { schemas: { Contact: contact, ContactName: { description: 'Nome.' } } },
  webhooks: { onMessage: { post: { summary: 'Chegou' } } },
};
const other = {
  components: { schemas: { Contact: contact, ContactName: { description: 'Nome do contato.' } } },
};
const common = commonEntries(one, other);

test('an entry is common to two documents that say the same in it', () => {
  expect(common).toEqual(['#/components/schemas/Contact']);
});

test('what both documents have is not translated by one of them', () => {
  const action = (target: string) => ({ target, update: { description: 'Text.' } });
  const own = {
    actions: [action('$.components.schemas.Contact'), action('$.components.schemas.ContactName')],
  };
  expect(problemsOfShared(one, own, common)).toEqual([
    '$.components.schemas.Contact: both documents have #/components/schemas/Contact: say its English once, in atteny/overlays/shared.en.yaml.',
  ]);
  expect(problemsOfShared(one, { actions: own.actions.slice(1) }, common)).toEqual([]);
});
