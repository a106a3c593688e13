import { recall, remember } from './memory.ts';

type Origins = Record<string, { baseUrl: string; key: string }>;

/** Language, example and server of the samples. Language and server hold for the whole site and are remembered. */
export function samples(): void {
  languages();
  servers();
  replies();
}

function languages(): void {
  const cards = document.querySelectorAll<HTMLElement>('[data-request]');
  const show = (language: string) => {
    for (const card of cards) {
      const example = card.querySelector<HTMLSelectElement>('[data-example]')?.value;
      for (const button of card.querySelectorAll<HTMLElement>('[data-language]')) {
        button.setAttribute('aria-pressed', String(button.dataset['language'] === language));
      }
      for (const panel of card.querySelectorAll<HTMLElement>('[data-panel]')) {
        const fits = example === undefined || panel.dataset['for'] === example;
        panel.hidden = panel.dataset['panel'] !== language || !fits;
      }
    }
  };
  let chosen = recall('language') ?? 'curl';
  if (!document.querySelector(`[data-language="${CSS.escape(chosen)}"]`)) chosen = 'curl';
  show(chosen);
  for (const card of cards) {
    card.addEventListener('click', (event) => {
      const button =
        event.target instanceof Element ? event.target.closest<HTMLElement>('[data-language]') : null;
      if (!button) return;
      const before = card.getBoundingClientRect().top;
      chosen = button.dataset['language'] ?? chosen;
      remember('language', chosen);
      show(chosen);
      // Samples above may have changed their height: the card stays under the pointer.
      scrollBy({ top: card.getBoundingClientRect().top - before, behavior: 'instant' });
    });
    card.querySelector('[data-example]')?.addEventListener('change', () => show(chosen));
  }
}

function servers(): void {
  const selects = document.querySelectorAll<HTMLSelectElement>('[data-origin]');
  const origins = JSON.parse(document.body.dataset['origins'] ?? '{}') as Origins;
  const show = (name: string) => {
    const origin = origins[name];
    if (!origin) return;
    for (const select of selects) select.value = name;
    for (const place of document.querySelectorAll('[data-base]')) place.textContent = origin.baseUrl;
    for (const place of document.querySelectorAll('[data-key]')) place.textContent = origin.key;
  };
  show(recall('origin') ?? 'mock');
  for (const select of selects) {
    select.addEventListener('change', () => {
      remember('origin', select.value);
      show(select.value);
    });
  }
}

function replies(): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>('[data-reply]')) {
    const panels = select.closest('[data-replies]')?.querySelectorAll<HTMLElement>('[data-panel]') ?? [];
    const show = () => panels.forEach((panel) => (panel.hidden = panel.dataset['panel'] !== select.value));
    select.addEventListener('change', show);
    show();
  }
}
