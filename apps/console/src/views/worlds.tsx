import { useState } from 'react';
import { Link } from 'wouter';
import { consoleApi, type ConsoleSchemas, longest } from '../api/console.ts';
import { useChange } from '../api/queries.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { Button } from '../parts/controls.tsx';
import { Choice, Form, TextField, textOf } from '../parts/form.tsx';
import { PagedRows, usePaged } from '../parts/list.tsx';
import { exactTime } from '../parts/time.tsx';
import { Confirm, ShownOnce, Window } from '../parts/window.tsx';

type World = ConsoleSchemas['World'];
type Seed = ConsoleSchemas['WorldSeed'];
const seeds = ['DEMO', 'NONE'] as const satisfies readonly Seed[];
const protectedWorld = 'demo';

/** The worlds of a sandbox: make one, look at it live, begin it anew, delete it. */
export function Worlds() {
  const { language, words } = useLanguage();
  const [creating, setCreating] = useState(false);
  const [losing, setLosing] = useState<{ what: 'reset' | 'delete'; world: World } | null>(null);
  const list = usePaged(['worlds'], (page) => consoleApi.GET('/worlds', { params: { query: { page } } }));
  return (
    <>
      <header className="title">
        <h1>{words.worlds}</h1>
        <Button kind="main" onClick={() => setCreating(true)}>
          {words.newWorld}
        </Button>
      </header>
      <p className="lead">{words.worldsLead}</p>
      <PagedRows list={list} empty={words.noWorlds}>
        {(world) => (
          <>
            <div>
              <Link href={`/worlds/${world.id}/live`}>
                <b>{world.organization.name}</b> <code>{world.id}</code>
              </Link>
              <p className="soft">
                {words.clock}: {exactTime(world.clock.now, language)} · {words.seeds[world.seed]}
              </p>
            </div>
            <div className="actions">
              <Link className="button plain" href={`/o/${world.organization.id}/api-tokens`}>
                {words.apiKeys}
              </Link>
              <Button onClick={() => setLosing({ what: 'reset', world })}>{words.resetWorld}</Button>
              {world.id !== protectedWorld && (
                <Button kind="danger" onClick={() => setLosing({ what: 'delete', world })}>
                  {words.remove}
                </Button>
              )}
            </div>
          </>
        )}
      </PagedRows>
      {creating && <NewWorld close={() => setCreating(false)} />}
      {losing && <Lose {...losing} close={() => setLosing(null)} />}
    </>
  );
}

function NewWorld({ close }: { close: () => void }) {
  const words = useWords();
  const create = useChange(
    (body: ConsoleSchemas['CreateWorldRequest']) => consoleApi.POST('/worlds', { body }),
    [['worlds']],
  );
  const made = create.data?.data;
  const submit = (form: FormData) => {
    const name = textOf(form, 'name');
    create.mutate({ seed: textOf(form, 'seed') as Seed, ...(name === '' ? {} : { name }) });
  };
  return (
    <Window title={words.newWorld} close={close}>
      {made ? (
        <>
          <ShownOnce lead={words.keyOnce} text={made.key} label={words.keyCreated} />
          <p>
            <Link className="button main" href={`/worlds/${made.id}/live`}>
              {words.live}
            </Link>
          </p>
        </>
      ) : (
        <Form change={create} action={words.create} submit={submit} cancel={close}>
          <TextField label={words.name} name="name" maxLength={longest.organizationName} />
          <Choice label={words.seed} name="seed" options={seeds.map((seed) => [seed, words.seeds[seed]])} />
        </Form>
      )}
    </Window>
  );
}

function Lose({ what, world, close }: { what: 'reset' | 'delete'; world: World; close: () => void }) {
  const words = useWords();
  const params = { path: { worldId: world.id } };
  const renews = [['worlds'], ['deliveries', world.organization.id], ['webhooks', world.organization.id]];
  const reset = useChange(() => consoleApi.POST('/worlds/{worldId}/reset', { params }), renews, close);
  const remove = useChange(() => consoleApi.DELETE('/worlds/{worldId}', { params }), renews, close);
  const [title, change] = what === 'reset' ? [words.resetWorld, reset] : [words.remove, remove];
  return (
    <Confirm
      title={title}
      text={words.resetText}
      typed={world.organization.name}
      change={change}
      close={close}
    />
  );
}
