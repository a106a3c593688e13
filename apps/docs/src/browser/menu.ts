/** The menu, open at the page that is read; the language link that keeps the place; addresses of before. */
export function menu(): void {
  leadOn();
  showCurrent();
  const button = document.querySelector<HTMLButtonElement>('[data-menu]');
  const open = (state: boolean) => {
    document.documentElement.classList.toggle('menu-open', state);
    button?.setAttribute('aria-expanded', String(state));
    if (state) showCurrent();
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
    // A heading answers to the id that it has in the other language too.
    link.hash = location.hash;
  });
}

/** An operation that once was a part of this page has a page of its own: on to it, at any later change of the hash too. */
function leadOn(): void {
  const follow = () => {
    const row = document.getElementById(location.hash.slice(1));
    const link = row?.matches('[data-moved]') && row.querySelector('a');
    if (link) location.replace(link.href);
  };
  follow();
  addEventListener('hashchange', follow);
}

/** Brings the current page's entry to the middle of the menu; the page itself stays where it is. */
function showCurrent(): void {
  const list = document.querySelector('#menu');
  const current = list?.querySelector('[aria-current]');
  if (!list || !current) return;
  const [own, place] = [list.getBoundingClientRect(), current.getBoundingClientRect()];
  list.scrollBy({ top: place.top - own.top - (own.height - place.height) / 2, behavior: 'instant' });
}
