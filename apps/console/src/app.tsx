import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { Router, useLocation, useRoute } from 'wouter';
import { useLanguage } from './language/language.tsx';
import { Bar, Menu } from './menu.tsx';
import { useKnown, useWorld } from './organization.ts';
import { ClockOffset } from './parts/time.tsx';
import { NotFound, useTitle, Views } from './routes.tsx';

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

/** What an organization shows is told by the clock of its world; of one that is not there, or not any more, it says so. */
function OfOrganization({ children }: { children: ReactNode }) {
  const [, here] = useRoute('/o/:org/*?');
  const { isGone } = useKnown(here?.org ?? null);
  const world = useWorld(here?.org ?? null);
  if (isGone) return <NotFound />;
  return <ClockOffset value={world.data?.data[0]?.clock.offsetMs ?? 0}>{children}</ClockOffset>;
}
