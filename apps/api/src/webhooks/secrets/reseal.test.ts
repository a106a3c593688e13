import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects, openOwnDatabase, type OwnDatabase } from '../../testing/databases.ts';
import { createEndpoint, createOrganization, testBox } from '../../testing/webhooks.ts';
import { rotateSecret, signingSecrets } from './endpoint-secrets.ts';
import { createSecretBox, type SecretBox } from './secret-box.ts';
import { resealSecrets } from './reseal.ts';

describe.each(dialects)('on %s', (dialect) => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
  });
  afterAll(() => own.close());

  const endpoints = () => own.database.kysely.selectFrom('webhook_endpoints').selectAll().execute();
  const url = 'https://receiver.example/';
  const old = testBox;
  /** A box whose key is new, and which opens what `old` sealed. */
  function between(): { both: SecretBox; alone: SecretBox } {
    const young = randomBytes(32);
    const alone = createSecretBox([young]);
    return {
      alone,
      both: {
        ...alone,
        open: (sealed, context) => (sealed.startsWith(old.mark) ? old : alone).open(sealed, context),
      },
    };
  }

  test('what one key sealed opens with the other alone, secrets of a rotation under way too', async () => {
    const { both, alone } = between();
    const scope = await createOrganization(own.database);
    const plain = await createEndpoint(scope, url);
    const rotated = await createEndpoint(scope, url);
    const next = await rotateSecret(scope, rotated.id, 24, old);

    expect(await resealSecrets(own.database, both)).toEqual({ resealed: 2, unreadable: [] });
    expect(await resealSecrets(own.database, both)).toEqual({ resealed: 0, unreadable: [] });

    const secrets = (await endpoints()).map((row) => [row.id, signingSecrets(row, Date.now(), alone)]);
    expect(Object.fromEntries(secrets)).toEqual({
      [plain.id]: { secret: plain.secret },
      [rotated.id]: { secret: rotated.secret, nextSecret: next?.secret },
    });
    await own.database.kysely.deleteFrom('webhook_endpoints').execute();
  });

  test('ended in the middle it loses nothing and goes on', async () => {
    const { both, alone } = between();
    const scope = await createOrganization(own.database);
    const created = await Promise.all(Array.from({ length: 5 }, () => createEndpoint(scope, url)));
    let sealed = 0;
    const broken = {
      ...both,
      seal(secret: string, context: string) {
        sealed += 1;
        if (sealed > 2) throw new Error('The process was ended.');
        return both.seal(secret, context);
      },
    };
    await expect(resealSecrets(own.database, broken)).rejects.toThrow('The process was ended.');
    const readable = async (box: SecretBox) =>
      (await endpoints()).map((row) => signingSecrets(row, Date.now(), box).secret).toSorted();
    const all = created.map(({ secret }) => secret).toSorted();
    expect(await readable(both)).toEqual(all);
    expect(await resealSecrets(own.database, both)).toEqual({ resealed: 3, unreadable: [] });
    expect(await readable(alone)).toEqual(all);
    await own.database.kysely.deleteFrom('webhook_endpoints').execute();
  });

  test('a secret that is rotated meanwhile is kept as the rotation left it', async () => {
    const { both, alone } = between();
    const scope = await createOrganization(own.database);
    const { id, secret } = await createEndpoint(scope, url);
    let next: string | undefined;
    let rotation: Promise<unknown> | undefined;
    const overtaken = {
      ...own.database,
      kysely: own.database.kysely.withPlugin({
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          rotation ??= rotateSecret(scope, id, 24, both).then((done) => (next = done?.secret));
          await rotation;
          return result;
        },
      }),
    };
    await resealSecrets(overtaken, both);
    const [row] = await endpoints();
    expect(row && signingSecrets(row, Date.now(), alone)).toEqual({ secret, nextSecret: next });
  });

  test('what no key opens is named and left as it was', async () => {
    await own.database.kysely.deleteFrom('webhook_endpoints').execute();
    const scope = await createOrganization(own.database);
    const { id } = await createEndpoint(scope, url);
    const before = await endpoints();
    const result = await resealSecrets(own.database, createSecretBox([randomBytes(32)]));
    expect(result).toEqual({ resealed: 0, unreadable: [id] });
    expect(await endpoints()).toEqual(before);
  });
});
