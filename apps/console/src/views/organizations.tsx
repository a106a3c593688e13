import { useState, type FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { usePage } from '../parts/address.ts';
import { Button, Field, Pages, Window } from '../parts/controls.tsx';
import { ChangeProblem, Empty, Loaded } from '../parts/feedback.tsx';
import { textOf } from '../parts/form.ts';
import { Time } from '../parts/time.tsx';

/** Every organization, and a form for the next one. */
export function Organizations() {
  const words = useWords();
  const [page, setPage] = usePage();
  const [creating, setCreating] = useState(false);
  const query = useAsked(['organizations', page], () =>
    consoleApi.GET('/organizations', { params: { query: { page } } }),
  );
  return (
    <>
      <header className="title">
        <h1>{words.organizations}</h1>
        <Button kind="main" onClick={() => setCreating(true)}>
          {words.newOrganization}
        </Button>
      </header>
      <Loaded query={query}>
        {({ data, meta }) =>
          data.length === 0 ? (
            <Empty>{words.noOrganizations}</Empty>
          ) : (
            <>
              <ul className="cards">
                {data.map((organization) => (
                  <li key={organization.id}>
                    <Link href={`/o/${organization.id}/api-tokens`}>
                      <b>{organization.name}</b>
                      <span className="soft">
                        {organization.plan.name} · <Time at={organization.createdAt} />
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
              <Pages meta={meta} go={setPage} />
            </>
          )
        }
      </Loaded>
      <NewOrganization open={creating} close={() => setCreating(false)} />
    </>
  );
}

function NewOrganization({ open, close }: { open: boolean; close: () => void }) {
  const words = useWords();
  const [, go] = useLocation();
  const create = useChange(
    (body: ConsoleSchemas['CreateOrganizationRequest']) => consoleApi.POST('/organizations', { body }),
    [['organizations']],
    ({ data }) => go(`/o/${data.id}/api-tokens`),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const quota = textOf(form, 'quota');
    create.mutate({
      name: textOf(form, 'name'),
      plan: {
        name: textOf(form, 'plan'),
        hasAPI: form.has('api'),
        hasWebhooks: form.has('webhooks'),
        monthlyQuota: quota === '' ? null : Number(quota),
      },
    });
  };
  return (
    <Window title={words.newOrganization} open={open} close={close}>
      <form onSubmit={submit}>
        <Field label={words.name}>{(id) => <input id={id} name="name" required maxLength={120} />}</Field>
        <Field label={words.plan}>
          {(id) => <input id={id} name="plan" required defaultValue="Business" maxLength={60} />}
        </Field>
        <label className="check">
          <input type="checkbox" name="api" defaultChecked /> {words.planApi}
        </label>
        <label className="check">
          <input type="checkbox" name="webhooks" defaultChecked /> {words.planWebhooks}
        </label>
        <Field label={words.monthlyQuota}>
          {(id) => <input id={id} name="quota" type="number" min={0} />}
        </Field>
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
