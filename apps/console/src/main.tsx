import '@atteny/design-tokens/tokens.css';
import './fonts.css';
import './styles.css';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Problem } from './api/problem.ts';
import { App } from './app.tsx';
import { LanguageProvider } from './language/language.tsx';
import { SessionProvider } from './session.tsx';
import { rememberTheme } from './theme.ts';

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended is noticed by whoever asks first.
    onError: (problem, { queryKey }) => {
      if ((problem as Problem).status === 401 && queryKey[0] !== 'session') {
        void queries.invalidateQueries({ queryKey: ['session'] });
      }
    },
  }),
  defaultOptions: {
    queries: {
      retry: (count, problem) => count < 2 && (problem as Problem).passing,
      refetchOnWindowFocus: true,
      staleTime: 2000,
    },
  },
});

rememberTheme();
const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <SessionProvider>
            <App />
          </SessionProvider>
        </LanguageProvider>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
