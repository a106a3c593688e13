/** Mounts Scalar's API reference, which has put itself on the window, with everything off that leaves this machine. */
import { currentTheme, themeToggle } from './theme-choice.ts';

interface Scalar {
  createApiReference(place: string, configuration: object): unknown;
}

const place = document.querySelector<HTMLElement>('#scalar');
const { Scalar: scalar } = window as unknown as { Scalar: Scalar };

/**
 * The document without a value for `Idempotency-Key`: what has an example is filled in and sent, and a second request with the
 * key of the first is a repetition of it, or a conflict.
 */
async function contract(): Promise<Document> {
  const document = (await (await fetch(place?.dataset['document'] ?? '')).json()) as Document;
  const key = document.components.parameters['Idempotency-Key'];
  delete key?.example;
  delete key?.schema?.examples;
  return document;
}

interface Document {
  components: {
    parameters: Record<string, { example?: unknown; schema?: { examples?: unknown } } | undefined>;
  };
}

scalar.createApiReference('#scalar', {
  content: await contract(),
  slug: 'api',
  generateOperationSlug: ({ operationId }: { operationId: string }) => operationId,
  authentication: { securitySchemes: { apiKey: { token: place?.dataset['key'] } } },
  localization: {
    locale: document.documentElement.lang.slice(0, 2),
    translations: { apiClient: { authSelector: { selectedType: '{type}' } } },
  },
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  documentDownloadType: 'none',
  hideModels: true,
  hideDarkModeToggle: true,
  hideSearch: true,
  darkMode: currentTheme() === 'dark',
  theme: 'none',
  metaData: { title: document.title },
  hiddenClients: true,
  defaultOpenAllTags: true,
});

themeToggle((theme) => {
  document.body.classList.toggle('dark-mode', theme === 'dark');
  document.body.classList.toggle('light-mode', theme === 'light');
});
