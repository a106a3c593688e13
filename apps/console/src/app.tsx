import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, Redirect, Route, Router, Switch, useLocation, useRoute } from 'wouter';
import { consoleApi } from './api/console.ts';
import { useAsked, useChange, useWorldOf } from './api/queries.ts';
import { useLanguage } from './language/language.tsx';
import { languages } from './language/languages.ts';
import { Button } from './parts/controls.tsx';
import { ClockOffset } from './parts/time.tsx';
import { useSession } from './session.tsx';
import { switchTheme } from './theme.ts';
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

/** The dashboard: every view has an address, and every address its view. */
export function App() {
  return (
    <Router base="/console">
      <Frame />
    </Router>
  );
}

function Frame() {
  const { words } = useLanguage();
  const [location] = useLocation();
  const [menuOpen, setMenuOpen] = useState(false);
  useEffect(() => setMenuOpen(false), [location]);
  useTitle(location);
  const content = useRef<HTMLElement>(null);
  const shown = useRef(location);
  useEffect(() => {
    // Whoever goes by the keyboard goes on where the new view begins.
    if (shown.current !== location) content.current?.focus({ preventScroll: true });
    shown.current = location;
  }, [location]);
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <Bar menuOpen={menuOpen} toggleMenu={() => setMenuOpen(!menuOpen)} />
      <div className={menuOpen ? 'frame menu-open' : 'frame'}>
        <Menu />
        <main id="content" tabIndex={-1} ref={content}>
          <Suspense fallback={<p role="status">{words.loading}</p>}>
            <OfOrganization>
              <Views />
            </OfOrganization>
          </Suspense>
        </main>
      </div>
    </>
  );
}

/** Tabs and the way back are told apart by what they show. */
function useTitle(location: string): void {
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

/** What an organization shows is told by the clock of its world; of one that is not there, or not any more, it says so. */
function OfOrganization({ children }: { children: ReactNode }) {
  const [, here] = useRoute('/o/:org/*?');
  const { isGone } = useKnown(here?.org ?? null);
  const world = useWorld(here?.org ?? null);
  if (isGone) return <NotFound />;
  return <ClockOffset value={world.data?.data[0]?.clock.offsetMs ?? 0}>{children}</ClockOffset>;
}

/** The world of an organization. Production has none. */
function useWorld(organizationId: string | null) {
  return useWorldOf({ organizationId: organizationId ?? '' }, organizationId !== null);
}

/** What is known of an organization. */
function useKnown(organizationId: string | null) {
  const { data, error } = useAsked(
    ['organization', organizationId],
    () =>
      consoleApi.GET('/organizations/{organizationId}', {
        params: { path: { organizationId: organizationId ?? '' } },
      }),
    { enabled: organizationId !== null, refetchMs: 10_000 },
  );
  return { name: data?.data.name, isGone: error?.status === 404 };
}

function NotFound() {
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

function Views() {
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

const lastOrganization = 'atteny-console:organization';

/** The address that the public page names leads to the organization that was looked at last. */
function CurrentOrganization() {
  const { organizationId } = useSession();
  const current = organizationId ?? sessionStorage.getItem(lastOrganization);
  return <Redirect to={current ? `/o/${current}/api-tokens` : '/'} replace />;
}

/** The organization that the menu leads through. */
function useOrganization(): { id: string; name: string | undefined } | null {
  const session = useSession();
  const [, here] = useRoute('/o/:org/*?');
  const organization = here?.org ?? session.organizationId ?? sessionStorage.getItem(lastOrganization);
  const { name, isGone } = useKnown(organization);
  useEffect(() => {
    if (isGone) sessionStorage.removeItem(lastOrganization);
    else if (organization) sessionStorage.setItem(lastOrganization, organization);
  }, [organization, isGone]);
  return organization === null || isGone ? null : { id: organization, name };
}

function Bar({ menuOpen, toggleMenu }: { menuOpen: boolean; toggleMenu: () => void }) {
  const { language, words, choose } = useLanguage();
  const signOut = useChange(
    () => consoleApi.DELETE('/session'),
    [],
    () => location.assign('/console/sign-in'),
  );
  const other = language === 'en' ? 'pt-BR' : 'en';
  return (
    <header className="bar">
      <Button className="menu-button" aria-expanded={menuOpen} aria-controls="menu" onClick={toggleMenu}>
        {words.menu}
      </Button>
      <Link className="brand" href="/">
        Atteny <b>{words.title}</b>
      </Link>
      <div className="tools">
        <Button lang={other} onClick={() => choose(other)}>
          {languages[language].otherLanguage}
        </Button>
        <Button onClick={switchTheme} aria-label={words.theme} title={words.theme}>
          ◐
        </Button>
        <Button onClick={() => signOut.mutate(undefined)}>{words.signOut}</Button>
      </div>
    </header>
  );
}

function Menu() {
  const { words } = useLanguage();
  const { role } = useSession();
  const organization = useOrganization();
  const world = useWorld(organization?.id ?? null);
  const production =
    useAsked(['worlds', 'any'], () => consoleApi.GET('/worlds', { params: { query: { limit: 1 } } }), {
      enabled: role === 'operator',
    }).error?.status === 404;
  return (
    <nav className="menu" id="menu" aria-label={words.menu}>
      {organization && (
        <>
          <p>{organization.name ?? words.organization}</p>
          <Entry to={`/o/${organization.id}/api-tokens`}>{words.apiKeys}</Entry>
          {(world.data?.data.length ?? 0) > 0 && (
            <Entry to={`/o/${organization.id}/live`}>{words.live}</Entry>
          )}
          <Entry to={`/o/${organization.id}/deliveries`}>{words.deliveries}</Entry>
          <Entry to={`/o/${organization.id}/contacts`}>{words.conversations}</Entry>
          <Entry to={`/o/${organization.id}/usage`}>{words.usage}</Entry>
          <Entry to={`/o/${organization.id}/audit`}>{words.audit}</Entry>
        </>
      )}
      {role === 'operator' && (
        <>
          <p>Atteny</p>
          <Entry to="/">{words.organizations}</Entry>
          {!production && <Entry to="/worlds">{words.worlds}</Entry>}
          <Entry to="/sessions">{words.sessions}</Entry>
        </>
      )}
      <p>Webhooks</p>
      <Entry to="/doctor">{words.doctor}</Entry>
    </nav>
  );
}

function Entry({ to, children }: { to: string; children: string }) {
  const [active] = useRoute(to);
  return (
    <Link href={to} aria-current={active ? 'page' : undefined}>
      {children}
    </Link>
  );
}
