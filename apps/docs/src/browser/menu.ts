/** The menu on narrow screens, and the language link that keeps the place in the page. */
export function menu(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-menu]');
  const open = (state: boolean) => {
    document.documentElement.classList.toggle('menu-open', state);
    button?.setAttribute('aria-expanded', String(state));
  };
  button?.addEventListener('click', () => open(button.getAttribute('aria-expanded') !== 'true'));
  document.querySelector('#menu')?.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a')) open(false);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') open(false);
  });
  document.querySelector<HTMLAnchorElement>('[data-keep-hash]')?.addEventListener('click', (event) => {
    const link = event.currentTarget as HTMLAnchorElement;
    // Ids of operations are the same in both languages; those of headings are not, and then do no harm.
    link.hash = location.hash;
  });
}
