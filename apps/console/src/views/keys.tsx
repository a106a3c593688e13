import { basePath, scopes, type Scope } from '@atteny/contract';
import { useState, type FormEvent } from 'react';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { usePage } from '../parts/address.ts';
import { Badge, Button, Confirm, Copyable, Field, Pages, Window } from '../parts/controls.tsx';
import { ChangeProblem, Empty, Loaded } from '../parts/feedback.tsx';
import { textOf } from '../parts/form.ts';
import { Time } from '../parts/time.tsx';
import { useMayChange } from '../session.tsx';

type Key = ConsoleSchemas['ConsoleApiKey'];
type Doing = { what: 'create' } | { what: 'rename' | 'revoke' | 'roll'; key: Key } | null;

const dayMs = 86_400_000;

/** The keys of an organization: what each may do, when it was used, and all that is done with it. */
export function Keys({ organizationId }: { organizationId: string }) {
  const words = useWords();
  const mayChange = useMayChange();
  const [page, setPage] = usePage('keys');
  const [doing, setDoing] = useState<Doing>(null);
  const [made, setMade] = useState<ConsoleSchemas['ApiKeyWithValue'] | null>(null);
  const query = useAsked(
    ['keys', organizationId, page],
    () =>
      consoleApi.GET('/organizations/{organizationId}/keys', {
        params: { path: { organizationId }, query: { page } },
      }),
    { refetchMs: 10_000 },
  );
  const close = () => setDoing(null);
  return (
    <section>
      {mayChange && (
        <p>
          <Button kind="main" onClick={() => setDoing({ what: 'create' })}>
            {words.newKey}
          </Button>
        </p>
      )}
      <Loaded query={query}>
        {({ data, meta }) =>
          data.length === 0 ? (
            <Empty>{words.noKeys}</Empty>
          ) : (
            <>
              <ul className="rows">
                {data.map((key) => (
                  <li key={key.id}>
                    <div>
                      <b>{key.name}</b> <code>{key.prefix}…</code>
                      <p className="soft">{key.scopes.join(' · ')}</p>
                    </div>
                    <div className="soft">
                      <Badge tone={key.status === 'ACTIVE' ? 'good' : 'plain'}>
                        {words.keyStatus[key.status]}
                      </Badge>{' '}
                      {words.lastUsed}: {key.lastUsedAt ? <Time at={key.lastUsedAt} /> : words.never}
                      {key.expiresAt && (
                        <>
                          {' '}
                          · {words.expires}: <Time at={key.expiresAt} />
                        </>
                      )}
                    </div>
                    {mayChange && key.status === 'ACTIVE' && (
                      <div className="actions">
                        <Button onClick={() => setDoing({ what: 'rename', key })}>{words.edit}</Button>
                        <Button onClick={() => setDoing({ what: 'roll', key })}>{words.roll}</Button>
                        <Button kind="danger" onClick={() => setDoing({ what: 'revoke', key })}>
                          {words.revoke}
                        </Button>
                      </div>
                    )}
                  </li>
                ))}
              </ul>
              <Pages meta={meta} go={setPage} />
            </>
          )
        }
      </Loaded>
      {doing?.what === 'create' && <NewKey organizationId={organizationId} close={close} made={setMade} />}
      {doing?.what === 'rename' && (
        <RenameKey organizationId={organizationId} apiKey={doing.key} close={close} />
      )}
      {doing?.what === 'revoke' && (
        <RevokeKey organizationId={organizationId} apiKey={doing.key} close={close} />
      )}
      {doing?.what === 'roll' && (
        <RollKey organizationId={organizationId} apiKey={doing.key} close={close} made={setMade} />
      )}
      {made && <MadeKey made={made} close={() => setMade(null)} />}
    </section>
  );
}

interface KeyForm {
  organizationId: string;
  close: () => void;
}

function NewKey({
  organizationId,
  close,
  made,
}: KeyForm & { made: (key: ConsoleSchemas['ApiKeyWithValue']) => void }) {
  const words = useWords();
  const create = useChange(
    (body: ConsoleSchemas['CreateApiKeyRequest']) =>
      consoleApi.POST('/organizations/{organizationId}/keys', { params: { path: { organizationId } }, body }),
    [['keys', organizationId]],
    ({ data }) => {
      close();
      made(data);
    },
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const expires = textOf(form, 'expires');
    const limit = textOf(form, 'limit');
    create.mutate({
      name: textOf(form, 'name'),
      scopes: form.getAll('scope') as Scope[],
      ...(expires === '' ? {} : { expiresAt: new Date(expires).toISOString() }),
      ...(limit === '' ? {} : { requestsPerMinute: Number(limit) }),
    });
  };
  return (
    <Window title={words.newKey} open close={close}>
      <form onSubmit={submit}>
        <Field label={words.name}>{(id) => <input id={id} name="name" required maxLength={120} />}</Field>
        <fieldset>
          <legend>{words.scopes}</legend>
          {scopes.map((scope) => (
            <label className="check" key={scope}>
              <input type="checkbox" name="scope" value={scope} />
              <span>
                <code>{scope}</code> {words.scopeMeaning[scope]}
              </span>
            </label>
          ))}
        </fieldset>
        <Field label={words.expiryDate}>
          {(id) => <input id={id} name="expires" type="datetime-local" />}
        </Field>
        <Field label={words.ownLimit}>{(id) => <input id={id} name="limit" type="number" min={1} />}</Field>
        <ChangeProblem change={create} />
        <div className="actions">
          <Button onClick={close}>{words.cancel}</Button>
          <Button kind="main" type="submit" disabled={create.isPending}>
            {words.create}
          </Button>
        </div>
      </form>
    </Window>
  );
}

/** The key, once: copied, tried, and gone when the window closes. */
function MadeKey({ made, close }: { made: ConsoleSchemas['ApiKeyWithValue']; close: () => void }) {
  const words = useWords();
  const call = `curl "${location.origin}${basePath}/me" \\\n  -H "Authorization: Bearer ${made.key}"`;
  return (
    <Window title={words.keyCreated} open close={close}>
      <p>{words.keyOnce}</p>
      <Copyable text={made.key} label={words.keyCreated} secret />
      <h3>{words.tryKey}</h3>
      <Copyable text={call} label={words.tryKey} />
      <p className="soft">{words.nextStep}</p>
    </Window>
  );
}

function RenameKey({ organizationId, apiKey, close }: KeyForm & { apiKey: Key }) {
  const words = useWords();
  const rename = useChange(
    (name: string) =>
      consoleApi.PATCH('/organizations/{organizationId}/keys/{keyId}', {
        params: { path: { organizationId, keyId: apiKey.id } },
        body: { name },
      }),
    [['keys', organizationId]],
    close,
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    rename.mutate(textOf(new FormData(event.currentTarget), 'name'));
  };
  return (
    <Window title={apiKey.name} open close={close}>
      <form onSubmit={submit}>
        <Field label={words.name}>
          {(id) => <input id={id} name="name" required maxLength={120} defaultValue={apiKey.name} />}
        </Field>
        <ChangeProblem change={rename} />
        <div className="actions">
          <Button kind="main" type="submit" disabled={rename.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Window>
  );
}

function RevokeKey({ organizationId, apiKey, close }: KeyForm & { apiKey: Key }) {
  const words = useWords();
  const revoke = useChange(
    () =>
      consoleApi.DELETE('/organizations/{organizationId}/keys/{keyId}', {
        params: { path: { organizationId, keyId: apiKey.id } },
      }),
    [['keys', organizationId]],
    close,
  );
  const inUse = apiKey.lastUsedAt !== null && Date.now() - Date.parse(apiKey.lastUsedAt) < dayMs;
  return (
    <Confirm
      title={words.revokeTitle}
      text={words.revokeText}
      action={words.revoke}
      {...(inUse ? { typed: apiKey.name } : {})}
      open
      close={close}
      confirm={() => revoke.mutate(undefined)}
    >
      <ChangeProblem change={revoke} />
    </Confirm>
  );
}

function RollKey({
  organizationId,
  apiKey,
  close,
  made,
}: KeyForm & { apiKey: Key; made: (key: ConsoleSchemas['ApiKeyWithValue']) => void }) {
  const words = useWords();
  const roll = useChange(
    () =>
      consoleApi.POST('/organizations/{organizationId}/keys/{keyId}/roll', {
        params: { path: { organizationId, keyId: apiKey.id } },
        body: {},
      }),
    [['keys', organizationId]],
    ({ data }) => {
      close();
      made(data);
    },
  );
  return (
    <Confirm
      title={words.rollTitle}
      text={words.rollText}
      action={words.roll}
      open
      close={close}
      confirm={() => roll.mutate(undefined)}
    >
      <ChangeProblem change={roll} />
    </Confirm>
  );
}
