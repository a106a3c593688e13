import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects, type OwnDatabase, openOwnDatabase } from '../testing/databases.ts';
import { organizationIn } from '../testing/organization.ts';
import { testClock } from '../testing/test-clock.ts';
import { contactStore } from './store.ts';

describe.each(dialects)('contacts on %s', (dialect) => {
  let own: OwnDatabase;
  const clock = testClock();
  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
  });
  afterAll(() => own.close());

  const store = async () => contactStore(await organizationIn(own.database, clock));
  const page = { page: 1, limit: 20 };
  const searched = async (contacts: ReturnType<typeof contactStore>, text: string) => {
    const { items, total } = await contacts.search(text, page);
    expect(total).toBe(items.length);
    return items.map(({ name }) => name);
  };
  const enlarge = (by: number) =>
    own.database.kysely
      .updateTable('organizations')
      .set((value) => ({ contact_total: value('contact_total', '+', by) }))
      .execute();
  /** Of a small organization and of a large one the same is found, each in its own way. */
  const names = async (contacts: ReturnType<typeof contactStore>, text: string) => {
    const found = await searched(contacts, text);
    await enlarge(1_000_000);
    expect(await searched(contacts, text)).toEqual(found);
    await enlarge(-1_000_000);
    return found;
  };

  test('the newest come first, pages meet without gap or overlap, the total is kept', async () => {
    const contacts = await store();
    const made = [];
    for (let index = 0; index < 7; index += 1) {
      if (index % 3 === 0) clock.advance(1);
      made.push(await contacts.create(`+551190000000${index}`, null));
    }
    const pages = await Promise.all([1, 2, 3, 4].map((number) => contacts.list({ page: number, limit: 3 })));
    expect(pages.map(({ items, total }) => [items.length, total])).toEqual([
      [3, 7],
      [3, 7],
      [1, 7],
      [0, 7],
    ]);
    const listed = pages.flatMap(({ items }) => items);
    const expected = made
      .flatMap((contact) => contact ?? [])
      .toSorted((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? 1 : -1));
    expect(listed.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  test('a number is taken once in an organization, and free in another', async () => {
    const [one, two] = [await store(), await store()];
    expect(await one.create('+5511911111111', 'A')).toBeDefined();
    expect(await one.create('+5511911111111', 'B')).toBeUndefined();
    expect(await two.create('+5511911111111', 'C')).toBeDefined();
    expect((await one.list(page)).total).toBe(1);
  });

  test('those that come together are each there, found and counted, and a number is still taken once', async () => {
    const scopes = [await organizationIn(own.database, clock), await organizationIn(own.database, clock)];
    const create = (scope: (typeof scopes)[number], phoneNumber: string, name: string) =>
      contactStore(scope.joint(`${scope.organizationId} ${phoneNumber}`)).create(phoneNumber, name);
    const taken = '+5511930000000';
    const numbers = [9, 3, 5, 1, 7].map((nth) => `+551193000000${nth}`);
    for (const scope of scopes) expect(await create(scope, taken, 'Primeira')).toBeDefined();
    for (const made of await Promise.all(
      scopes.map((scope, place) =>
        Promise.all([
          create(scope, taken, 'Segunda'),
          ...numbers.map((number, nth) => create(scope, number, `"Zé" \\${place}\n${nth}`)),
          create(scope, numbers[0] as string, 'Terceira'),
        ]),
      ),
    )) {
      expect(made.map((contact) => contact?.phoneNumber)).toEqual([undefined, ...numbers, undefined]);
    }
    for (const [place, scope] of scopes.entries()) {
      const { items, total } = await contactStore(scope).list(page);
      expect([items.length, total]).toEqual([6, 6]);
      expect(await searched(contactStore(scope), 'zé')).toHaveLength(5);
      expect(new Set(await searched(contactStore(scope), 'z'))).toEqual(
        new Set(numbers.map((_number, nth) => `"Zé" \\${place}\n${nth}`)),
      );
    }
    if (dialect === 'sqlite') return;
    const { rows } = await sql<{ transactions: number }>`
      select cast(count(distinct cast(xmin as text)) as integer) as transactions from contacts
      where phone_number in (${sql.join(numbers)})`.execute(own.database.kysely);
    expect(rows).toEqual([{ transactions: 1 }]);
  });

  test('of many at once with one number, one is created', async () => {
    const contacts = await store();
    const tried = await Promise.all(
      Array.from({ length: 20 }, () => contacts.create('+5511922222222', null)),
    );
    expect(tried.filter((contact) => contact !== undefined)).toHaveLength(1);
    expect((await contacts.list(page)).total).toBe(1);
  });

  test('three characters and more are found anywhere, case and accents aside', async () => {
    const contacts = await store();
    await contacts.create('+5511933333333', 'João da Conceição');
    await contacts.create('+5511944444444', 'joana 100%_"certa"');
    expect(await names(contacts, 'JOAO')).toEqual(['João da Conceição']);
    expect(await names(contacts, 'oã')).toEqual([]);
    expect(await names(contacts, 'ceicao')).toEqual(['João da Conceição']);
    expect(await names(contacts, 'joa')).toHaveLength(2);
    expect(await names(contacts, '0%_"c')).toEqual(['joana 100%_"certa"']);
    expect(await names(contacts, '___')).toEqual([]);
    expect(await names(contacts, '4444')).toEqual(['joana 100%_"certa"']);
    expect(await names(contacts, '+5511933')).toEqual(['João da Conceição']);
    expect(await names(contacts, 'nowhere')).toEqual([]);
  });

  test('a text is found in one piece, and across the parts that an index has of it', async () => {
    const contacts = await store();
    await contacts.create('+5511933333333', 'Casa Sal');
    for (const found of ['casa s', 'asa sal', 'casa sal']) {
      expect(await names(contacts, found)).toEqual(['Casa Sal']);
    }
    for (const absent of ['cassal', 'salcas', 'sal+55']) expect(await names(contacts, absent)).toEqual([]);
  });

  test('the total of a search stands on every page, also on one past the end', async () => {
    const contacts = await store();
    for (const digit of [1, 2, 3]) {
      await contacts.create(`+551193333333${digit}`, `Padaria ${digit}`);
      clock.advance(1);
    }
    const at = async (number: number) => {
      const { items, total } = await contacts.search('padaria', { page: number, limit: 2 });
      return [items.map(({ name }) => name), total];
    };
    expect(await at(1)).toEqual([['Padaria 3', 'Padaria 2'], 3]);
    expect(await at(2)).toEqual([['Padaria 1'], 3]);
    expect(await at(9)).toEqual([[], 3]);
  });

  test('one and two characters are found at the beginnings of words and of the number', async () => {
    const contacts = await store();
    await contacts.create('+5511955555555', 'Ána Élis');
    await contacts.create('+351912345678', 'Zé');
    expect(await names(contacts, 'a')).toEqual(['Ána Élis']);
    expect(await names(contacts, 'EL')).toEqual(['Ána Élis']);
    expect(await names(contacts, 'li')).toEqual([]);
    expect(await names(contacts, '+3')).toEqual(['Zé']);
    expect(await names(contacts, '35')).toEqual(['Zé']);
    expect(await names(contacts, '+')).toHaveLength(2);
  });

  test('pages of a search in a large organization are those of a small one, where many match and where few do', async () => {
    const contacts = await store();
    for (let index = 10; index < 80; index += 1) {
      clock.advance(1);
      await contacts.create(`+55119000000${index}`, `Padaria ${index}${index === 40 ? ' nova' : ''}`);
    }
    const pages = () =>
      Promise.all(
        ['padaria', 'nova'].flatMap((text) =>
          [1, 2, 35, 70, 71].map((number) => contacts.search(text, { page: number, limit: 1 })),
        ),
      );
    const small = await pages();
    expect(small.map(({ items: [first], total }) => [first?.name, total])).toEqual([
      ...['79', '78', '45', '10'].map((number) => [`Padaria ${number}`, 70]),
      [undefined, 70],
      ['Padaria 40 nova', 1],
      ...Array.from({ length: 4 }, () => [undefined, 1]),
    ]);
    await enlarge(4_000);
    expect(await pages()).toEqual(small);
    await enlarge(-4_000);
  });

  test('a search sees its own organization alone', async () => {
    const [one, two] = [await store(), await store()];
    await one.create('+5511966666666', 'Segredo');
    expect(await names(two, 'segredo')).toEqual([]);
    expect(await names(two, 'se')).toEqual([]);
  });

  test('a change is found by what is new and no longer by what was', async () => {
    const contacts = await store();
    const made = await contacts.create('+5511977777777', 'Antes');
    clock.advance(5);
    const changed = await contacts.update(made?.id ?? '', { name: 'Depois' });
    expect(changed).toMatchObject({
      name: 'Depois',
      phoneNumber: '+5511977777777',
      createdAt: made?.createdAt,
    });
    expect(changed).not.toMatchObject({ updatedAt: made?.updatedAt });
    expect(await names(contacts, 'antes')).toEqual([]);
    expect(await names(contacts, 'an')).toEqual([]);
    expect(await names(contacts, 'depois')).toEqual(['Depois']);
    expect(await names(contacts, 'de')).toEqual(['Depois']);
    expect(await contacts.update(made?.id ?? '', { name: null })).toMatchObject({ name: null });
  });

  test('a change to a number that is taken changes nothing; an absent contact has none', async () => {
    const contacts = await store();
    await contacts.create('+5511988888888', null);
    const other = await contacts.create('+5511999999999', 'Outro');
    expect(await contacts.update(other?.id ?? '', { phoneNumber: '+5511988888888', name: 'X' })).toBe(
      'taken',
    );
    expect(await contacts.get(other?.id ?? '')).toEqual(other);
    expect(await contacts.update('ctt_none', { name: 'X' })).toBeUndefined();
  });
});
