import { lazy, useEffect } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { useLanguage } from './language/language.tsx';
import { lastOrganization } from './organization.ts';
import { useSession } from './session.tsx';
import { ApiTokens } from './views/api-tokens.tsx';
import { Organizations } from './views/organizations.tsx';

const Audit = lazy(async () => ({ default: (await import('./views/audit.tsx')).Audit }));
const Contacts = lazy(async () => ({ default: (await import('./views/contacts.tsx')).Contacts }));
const Conversation = lazy(async () => ({ default: (await import('./views/conversation.tsx')).Conversation }));
const Deliveries = lazy(async () => ({ default: (await import('./views/deliveries.tsx')).Deliveries }));
const Delivery = lazy(async () => ({ default: (await import('./views/delivery.tsx')).Delivery }));
const Doctor = lazy(async () => ({ default: (await import('./views/doctor.tsx')).Doctor }));
const Live = lazy(async () => ({ default: (await import('./views/live.tsx')).Live }));
const LiveAnywhere = lazy(async () => ({ default: (await import('./views/live.tsx')).LiveAnywhere }));
const Sessions = lazy(async () => ({ default: (await import('./views/sessions.tsx')).Sessions }));
const Usage = lazy(async () => ({ default: (await import('./views/usage.tsx')).Usage }));
const Webhook = lazy(async () => ({ default: (await import('./views/webhook.tsx')).Webhook }));
const Worlds = lazy(async () => ({ default: (await import('./views/worlds.tsx')).Worlds }));

/** Every address and its view. What is looked at first is loaded at once, the others when they are. */
export function Views() {
  const { organizationId, role } = useSession();
  return (
    <Switch>
      <Route path="/">
        {organizationId ? <Redirect to={`/o/${organizationId}/api-tokens`} /> : <Organizations />}
      </Route>
      <Route path="/api-tokens">
        <CurrentOrganization />
      </Route>
      <Route path="/o/:org/api-tokens">{({ org }) => <ApiTokens organizationId={org} />}</Route>
      <Route path="/o/:org/webhooks/:id">
        {({ org, id }) => <Webhook organizationId={org} webhookId={id} />}
      </Route>
      <Route path="/o/:org/deliveries">{({ org }) => <Deliveries organizationId={org} />}</Route>
      <Route path="/o/:org/deliveries/:id">
        {({ org, id }) => <Delivery organizationId={org} deliveryId={id} />}
      </Route>
      <Route path="/o/:org/contacts">{({ org }) => <Contacts organizationId={org} />}</Route>
      <Route path="/o/:org/conversations/:id">
        {({ org, id }) => <Conversation organizationId={org} conversationId={id} />}
      </Route>
      <Route path="/o/:org/usage">{({ org }) => <Usage organizationId={org} />}</Route>
      <Route path="/o/:org/audit">{({ org }) => <Audit organizationId={org} />}</Route>
      <Route path="/worlds">{role === 'operator' ? <Worlds /> : <NotFound />}</Route>
      <Route path="/o/:org/live">{({ org }) => <Live organizationId={org} />}</Route>
      <Route path="/worlds/:world/live">{({ world }) => <LiveAnywhere worldId={world} />}</Route>
      <Route path="/live">
        <LiveAnywhere />
      </Route>
      <Route path="/sessions">
        <Sessions />
      </Route>
      <Route path="/doctor">
        <Doctor />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

/** The address that the public page names leads to the organization that was looked at last. */
function CurrentOrganization() {
  const { organizationId } = useSession();
  const current = organizationId ?? lastOrganization();
  return <Redirect to={current ? `/o/${current}/api-tokens` : '/'} replace />;
}

export function NotFound() {
  const { words } = useLanguage();
  return (
    <>
      <h1>{words.notFound}</h1>
      <p>
        <Link href="/">{words.toStart}</Link>
      </p>
    </>
  );
}

/** Tabs and the way back are told apart by what they show. */
export function useTitle(location: string): void {
  const { words } = useLanguage();
  useEffect(() => {
    const titles = new Map([
      ['api-tokens', words.apiKeys],
      ['webhooks', words.webhooks],
      ['deliveries', words.deliveries],
      ['contacts', words.conversations],
      ['conversations', words.conversations],
      ['usage', words.usage],
      ['audit', words.audit],
      ['live', words.live],
      ['worlds', words.worlds],
      ['sessions', words.sessions],
      ['doctor', words.doctor],
    ]);
    const view = location.split('/').findLast((part) => titles.has(part));
    const title = location === '/' ? words.organizations : titles.get(view ?? '');
    document.title = `${title ?? words.title} · Atteny`;
  }, [location, words]);
}
