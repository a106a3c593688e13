import { searcher, type RankedEntry, type SearchFile } from './ranking.ts';

/** The search: opens by its button, Ctrl+K or /; the index is fetched when it is first needed. */
export function finder(): void {
  const dialog = document.querySelector<HTMLDialogElement>('[data-finder]');
  const input = dialog?.querySelector('input');
  const list = dialog?.querySelector('ul');
  if (!dialog || !input || !list) return;
  let search: Promise<ReturnType<typeof searcher>> | null = null;
  let at = 0;

  const load = async () => {
    const reply = await fetch(dialog.dataset['index'] ?? '');
    if (!reply.ok) throw new Error(String(reply.status));
    return searcher((await reply.json()) as SearchFile);
  };
  const open = () => {
    search ??= load();
    if (!dialog.open) dialog.showModal();
    input.select();
    void show();
  };
  const show = async () => {
    const query = input.value;
    try {
      const found = (await search)?.(query) ?? [];
      if (query !== input.value) return;
      at = 0;
      list.replaceChildren(...found.map((entry, index) => item(entry, index, dialog.dataset['root'] ?? '')));
      if (query.trim() && found.length === 0) list.replaceChildren(message(dialog.dataset['empty'] ?? ''));
      select();
    } catch {
      search = null;
      list.replaceChildren(message(dialog.dataset['failed'] ?? ''));
    }
  };
  const select = () => {
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(index === at));
      if (index === at) option.scrollIntoView({ block: 'nearest' });
    }
    input.setAttribute('aria-activedescendant', `found-${at}`);
  };

  document.querySelector('[data-search]')?.addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    const writing =
      event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
    const slash = event.key === '/' && !writing;
    const control = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if (!slash && !control) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  });
  input.addEventListener('input', () => void show());
  input.addEventListener('keydown', (event) => {
    const count = list.querySelectorAll('a').length;
    if (event.key === 'Enter') {
      event.preventDefault();
      list.querySelectorAll('a')[at]?.click();
    }
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || count === 0) return;
    event.preventDefault();
    at = (at + (event.key === 'ArrowDown' ? 1 : -1) + count) % count;
    select();
  });
  list.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}

function item(found: RankedEntry, index: number, root: string): HTMLElement {
  const link = document.createElement('a');
  link.href = root + found.u;
  const where = document.createElement('small');
  where.textContent = found.s;
  const excerpt = document.createElement('span');
  excerpt.className = 'excerpt';
  excerpt.append(
    ...found.excerpt.map((part, at) => {
      const piece = document.createElement(at % 2 === 1 ? 'mark' : 'span');
      piece.textContent = part;
      return piece;
    }),
  );
  link.append(found.t, where, excerpt);
  const option = document.createElement('li');
  option.id = `found-${index}`;
  option.role = 'option';
  option.append(link);
  return option;
}

function message(text: string): HTMLElement {
  const option = document.createElement('li');
  option.className = 'nothing';
  option.textContent = text;
  return option;
}
