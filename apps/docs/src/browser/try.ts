/** Mounts Scalar's API reference, which has put itself on the window, with everything off that leaves this machine. */
import { currentTheme, themeToggle } from './theme-choice.ts';

interface Scalar {
  createApiReference(place: string, configuration: object): unknown;
}

const place = document.querySelector<HTMLElement>('#scalar');
const { Scalar: scalar } = window as unknown as { Scalar: Scalar };

scalar.createApiReference('#scalar', {
  url: place?.dataset['document'],
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
