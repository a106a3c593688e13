import { webhookEvents, type WebhookEventName } from '@atteny/contract';
import { useState } from 'react';
import { eventSamples, publicApi, type PublicSchemas } from '../api/console.ts';
import { useChange, type Change } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Code } from '../parts/controls.tsx';
import { CheckBox, Form, TextField, textOf } from '../parts/form.tsx';
import { ShownOnce, Window } from '../parts/window.tsx';

type Endpoint = PublicSchemas['WebhookEndpoint'];
type Wanted = PublicSchemas['CreateWebhookEndpointRequest'];

export function NewWebhook({ organizationId, close }: { organizationId: string; close: () => void }) {
  const words = useWords();
  const create = useChange(
    (body: Wanted) => publicApi(organizationId).POST('/webhooks', { body }),
    [['webhooks', organizationId]],
  );
  return (
    <Window title={words.newWebhook} close={close}>
      {create.data ? (
        <ShownOnce lead={words.secretOnce} text={create.data.data.secret} label={words.doctorSecret} />
      ) : (
        <EndpointForm change={create} action={words.create} submit={create.mutate} cancel={close} />
      )}
    </Window>
  );
}

export function EditWebhook({
  organizationId,
  endpoint,
  close,
}: {
  organizationId: string;
  endpoint: Endpoint;
  close: () => void;
}) {
  const words = useWords();
  const edit = useChange(
    (body: Wanted) =>
      publicApi(organizationId).PATCH('/webhooks/{webhookId}', {
        params: { path: { webhookId: endpoint.id } },
        body,
      }),
    [['webhooks', organizationId]],
    close,
  );
  return (
    <Window title={words.edit} close={close}>
      <EndpointForm
        endpoint={endpoint}
        change={edit}
        action={words.save}
        submit={edit.mutate}
        cancel={close}
      />
    </Window>
  );
}

/** Address, events and description of an endpoint; what is wrong with the address is said while it is typed. */
function EndpointForm({
  endpoint,
  submit,
  ...form
}: {
  endpoint?: Endpoint;
  change: Change;
  action: string;
  submit: (wanted: Wanted) => void;
  cancel: () => void;
}) {
  const words = useWords();
  const [url, setUrl] = useState(endpoint?.url ?? '');
  const send = (filled: FormData) => {
    const description = textOf(filled, 'description');
    submit({
      url,
      events: filled.getAll('event') as WebhookEventName[],
      ...(description === '' && !endpoint ? {} : { description: description || null }),
    });
  };
  const wrong = url === '' ? null : addressProblem(url, words);
  return (
    <Form {...form} submit={send}>
      <TextField
        label={words.url}
        hint={wrong ?? words.urlHint}
        aria-invalid={wrong !== null}
        value={url}
        set={setUrl}
        required
        inputMode="url"
        autoComplete="off"
      />
      <fieldset>
        <legend>{words.events}</legend>
        {webhookEvents.map((event) => (
          <div key={event}>
            <CheckBox name="event" value={event} defaultChecked={endpoint?.events.includes(event) ?? true}>
              <code>{event}</code> {words.eventMeaning[event]}
            </CheckBox>
            <Code title={words.sample} text={JSON.stringify(eventSamples[event], null, 2)} />
          </div>
        ))}
      </fieldset>
      <TextField label={words.description} name="description" defaultValue={endpoint?.description ?? ''} />
    </Form>
  );
}

function addressProblem(text: string, words: ReturnType<typeof useWords>): string | null {
  if (!URL.canParse(text)) return words.urlBroken;
  const { protocol, username, password } = new URL(text);
  if (username || password) return words.urlCredentials;
  return protocol === 'https:' ? null : words.urlNotHttps;
}
