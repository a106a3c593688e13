import '@atteny/design-tokens/tokens.css';
import './fonts.css';
import './styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Problem } from './api/problem.ts';
import { App } from './app.tsx';
import { LanguageProvider } from './language/language.tsx';
import { SessionProvider } from './session.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, problem) => count < 2 && (problem as Problem).passing,
      refetchOnWindowFocus: true,
      staleTime: 2000,
    },
  },
});

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
