import { Link, useRoute } from 'wouter';
import { consoleApi } from './api/console.ts';
import { useAsked, useChange } from './api/queries.ts';
import { languages, useLanguage } from './language/language.tsx';
import { useOrganization, useWorld } from './organization.ts';
import { Button } from './parts/controls.tsx';
import { useSession } from './session.tsx';
import { switchTheme } from './theme.ts';

/** What stands above every view: the way to the start, language, look, and the end of the session. */
export function Bar({ menuOpen, toggleMenu }: { menuOpen: boolean; toggleMenu: () => void }) {
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

/** Where one can go from here: through the organization that is looked at, and what is the operator's. */
export function Menu() {
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
