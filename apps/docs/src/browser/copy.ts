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
