/** The page as Markdown goes to the clipboard; where it cannot, the link leads to the file. */
export function copyPage(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-copy-page]');
  link?.addEventListener('click', (event) => {
    event.preventDefault();
    const label = link.textContent;
    // The text is a promise, since some browsers allow the clipboard only at the moment of the click.
    const text = fetch(link.href).then(async (reply) => {
      if (!reply.ok) throw new Error(String(reply.status));
      return new Blob([await reply.blob()], { type: 'text/plain' });
    });
    const copy = async () => {
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
      link.textContent = link.dataset['copied'] ?? label;
      setTimeout(() => (link.textContent = label), 1500);
    };
    copy().catch(() => (location.href = link.href));
  });
}

/** Copy buttons: the code that is shown in their block goes to the clipboard. */
export function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    const label = button.textContent;
    const copy = async () => {
      const panels = button.closest('[data-code]')?.querySelectorAll<HTMLElement>('pre') ?? [];
      const shown = [...panels].find((panel) => !panel.closest('[hidden]'));
      const outcome = await navigator.clipboard.writeText(shown?.textContent ?? '').then(
        () => button.dataset['copied'],
        () => button.dataset['failed'],
      );
      button.textContent = outcome ?? label;
      setTimeout(() => (button.textContent = label), 1500);
    };
    button.addEventListener('click', () => void copy());
  }
}
