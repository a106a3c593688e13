import { publicDocument } from '@atteny/contract/documents';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { thirdPartyLicenses } from '../../scripts/src/third-party-licenses.ts';

const { ATTENY_API_PORT: port = '4000' } = process.env;

/** Built into dist/, which the server serves under /console/; in development, hot reload over a running sandbox. */
export default defineConfig({
  base: '/console/',
  define: { EVENT_SAMPLES: JSON.stringify(eventSamples()) },
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

/** The example of each event that the contract has, by the event's name: the page need not carry the whole contract for them. */
function eventSamples(): Record<string, unknown> {
  const samples = Object.values(publicDocument.webhooks ?? {}).map((webhook) => {
    const { requestBody } = ('post' in webhook && webhook.post) || {};
    const examples =
      requestBody && 'content' in requestBody ? requestBody.content['application/json']?.examples : {};
    const [first] = Object.values(examples ?? {});
    const value = first && 'value' in first ? (first.value as { event: string }) : undefined;
    return [value?.event ?? '', value] as const;
  });
  return Object.fromEntries(samples);
}
