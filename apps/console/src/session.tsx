import { createContext, use, useEffect, type ReactNode } from 'react';
import { consoleApi, type ConsoleSchemas } from './api/console.ts';
import { useAsked } from './api/queries.ts';
import { useLanguage } from './language/language.tsx';
import { Loaded } from './parts/feedback.tsx';

type Session = ConsoleSchemas['ConsoleSession'];

const Context = createContext<Session | null>(null);

/** Who looks at the page. A session that ends in another tab is noticed when this one is looked at again. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const query = useAsked(['session'], () => consoleApi.GET('/session'));
  const ended = query.error?.status === 401;
  useEffect(() => {
    if (!ended) return;
    const here = location.pathname + location.search;
    location.replace(`/console/sign-in?next=${encodeURIComponent(here)}&lang=${language}`);
  }, [ended, language]);
  if (ended) return null;
  return <Loaded query={query}>{({ data }) => <Context value={data}>{children}</Context>}</Loaded>;
}

export function useSession(): Session {
  const session = use(Context);
  if (!session) throw new Error('No session is given above this part of the page.');
  return session;
}

/** Whether the session may change what it sees. */
export function useMayChange(): boolean {
  return useSession().role !== 'view';
}
