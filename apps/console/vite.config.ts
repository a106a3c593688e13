import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { thirdPartyLicenses } from '../../scripts/src/third-party-licenses.ts';
import { contractValues } from './contract-values.ts';

const { ATTENY_API_PORT: port = '4000' } = process.env;

/** Built into dist/, which the server serves under /console/; in development, hot reload over a running sandbox. */
export default defineConfig({
  base: '/console/',
  define: { CONTRACT_VALUES: JSON.stringify(contractValues) },
  plugins: [react(), thirdPartyLicenses()],
  build: {
    // The policy of the page takes no inline scripts or styles and no data: scripts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      '^/console/(v1|sign-in)': { target: `http://127.0.0.1:${port}`, changeOrigin: false },
    },
  },
});
