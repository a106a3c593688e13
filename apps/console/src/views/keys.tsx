import { basePath, scopes, type Scope } from '@atteny/contract';
import { useState } from 'react';
import { consoleApi, type ConsoleSchemas, longest } from '../api/console.ts';
import { useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Badge, Button, Copyable } from '../parts/controls.tsx';
import { CheckBox, Form, TextField, textOf } from '../parts/form.tsx';
import { PagedRows, usePaged } from '../parts/list.tsx';
import { Time } from '../parts/time.tsx';
import { Confirm, ShownOnce, Window } from '../parts/window.tsx';
import { useMayChange } from '../session.tsx';

type Key = ConsoleSchemas['ConsoleApiKey'];
type MadeKey = ConsoleSchemas['ApiKeyWithValue'];
type Doing = { what: 'create' } | { what: 'rename' | 'revoke' | 'roll'; key: Key } | null;

const dayMs = 86_400_000;

/** The keys of an organization: what each may do, when it was used, and all that is done with it. */
export function Keys({ organizationId }: { organizationId: string }) {
  const words = useWords();
  const mayChange = useMayChange();
  const [doing, setDoing] = useState<Doing>(null);
  const [made, setMade] = useState<MadeKey | null>(null);
  const list = usePaged(
    ['keys', organizationId],
    (page) =>
      consoleApi.GET('/organizations/{organizationId}/keys', {
        params: { path: { organizationId }, query: { page } },
      }),
    { name: 'keys', refetchMs: 10_000 },
  );
  const form = { organizationId, close: () => setDoing(null) };
  return (
    <section>
      {mayChange && (
        <p>
          <Button kind="main" onClick={() => setDoing({ what: 'create' })}>
            {words.newKey}
          </Button>
        </p>
      )}
      <PagedRows list={list} empty={words.noKeys}>
        {(key) => (
          <>
            <div>
              <b>{key.name}</b> <code>{key.prefix}…</code>
              <p className="soft">{key.scopes.join(' · ')}</p>
            </div>
            <div className="soft">
              <Badge tone={key.status === 'ACTIVE' ? 'good' : 'plain'}>{words.keyStatus[key.status]}</Badge>{' '}
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
          </>
        )}
      </PagedRows>
      {doing?.what === 'create' && <NewKey {...form} made={setMade} />}
      {doing?.what === 'rename' && <RenameKey {...form} apiKey={doing.key} />}
      {doing?.what === 'revoke' && <RevokeKey {...form} apiKey={doing.key} />}
      {doing?.what === 'roll' && <RollKey {...form} apiKey={doing.key} made={setMade} />}
      {made && <ShowKey made={made} close={() => setMade(null)} />}
    </section>
  );
}

interface KeyForm {
  organizationId: string;
  close: () => void;
}

function NewKey({ organizationId, close, made }: KeyForm & { made: (key: MadeKey) => void }) {
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
  const submit = (form: FormData) => {
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
    <Window title={words.newKey} close={close}>
      <Form change={create} action={words.create} submit={submit} cancel={close}>
        <TextField label={words.name} name="name" required maxLength={longest.keyName} />
        <fieldset>
          <legend>{words.scopes}</legend>
          {scopes.map((scope) => (
            <CheckBox key={scope} name="scope" value={scope}>
              <code>{scope}</code> {words.scopeMeaning[scope]}
            </CheckBox>
          ))}
        </fieldset>
        <TextField label={words.expiryDate} name="expires" type="datetime-local" />
        <TextField label={words.ownLimit} name="limit" type="number" min={1} />
      </Form>
    </Window>
  );
}

/** The key, once: copied, tried, and gone when the window closes. */
function ShowKey({ made, close }: { made: MadeKey; close: () => void }) {
  const words = useWords();
  const call = `curl "${location.origin}${basePath}/me" \\\n  -H "Authorization: Bearer ${made.key}"`;
  return (
    <Window title={words.keyCreated} close={close}>
      <ShownOnce lead={words.keyOnce} text={made.key} label={words.keyCreated} />
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
  return (
    <Window title={apiKey.name} close={close}>
      <Form
        change={rename}
        action={words.save}
        submit={(form) => rename.mutate(textOf(form, 'name'))}
        cancel={close}
      >
        <TextField
          label={words.name}
          name="name"
          required
          maxLength={longest.keyName}
          defaultValue={apiKey.name}
        />
      </Form>
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
      typed={inUse ? apiKey.name : undefined}
      change={revoke}
      close={close}
    />
  );
}

function RollKey({
  organizationId,
  apiKey,
  close,
  made,
}: KeyForm & { apiKey: Key; made: (key: MadeKey) => void }) {
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
    <Confirm title={words.rollTitle} text={words.rollText} action={words.roll} change={roll} close={close} />
  );
}
