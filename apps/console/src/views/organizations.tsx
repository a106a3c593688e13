import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { consoleApi, type ConsoleSchemas, longest } from '../api/console.ts';
import { useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button } from '../parts/controls.tsx';
import { CheckBox, Form, TextField, textOf } from '../parts/form.tsx';
import { PagedList, usePaged } from '../parts/list.tsx';
import { Time } from '../parts/time.tsx';
import { Window } from '../parts/window.tsx';

/** Every organization, and a form for the next one. */
export function Organizations() {
  const words = useWords();
  const [creating, setCreating] = useState(false);
  const list = usePaged(['organizations'], (page) =>
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
      <PagedList list={list} empty={words.noOrganizations}>
        {(organizations) => (
          <ul className="cards">
            {organizations.map((organization) => (
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
        )}
      </PagedList>
      {creating && <NewOrganization close={() => setCreating(false)} />}
    </>
  );
}

function NewOrganization({ close }: { close: () => void }) {
  const words = useWords();
  const [, go] = useLocation();
  const create = useChange(
    (body: ConsoleSchemas['CreateOrganizationRequest']) => consoleApi.POST('/organizations', { body }),
    [['organizations']],
    ({ data }) => go(`/o/${data.id}/api-tokens`),
  );
  const submit = (form: FormData) => {
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
    <Window title={words.newOrganization} close={close}>
      <Form change={create} action={words.create} submit={submit} cancel={close}>
        <TextField label={words.name} name="name" required maxLength={longest.organizationName} />
        <TextField
          label={words.plan}
          name="plan"
          required
          defaultValue="Business"
          maxLength={longest.planName}
        />
        <CheckBox name="api" defaultChecked>
          {words.planApi}
        </CheckBox>
        <CheckBox name="webhooks" defaultChecked>
          {words.planWebhooks}
        </CheckBox>
        <TextField label={words.monthlyQuota} name="quota" type="number" min={0} />
      </Form>
    </Window>
  );
}
