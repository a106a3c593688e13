/** Marks in the menu the operation that is being read. */
export function spy(): void {
  const sections = document.querySelectorAll('[data-spy]');
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter(({ isIntersecting }) => isIntersecting)) mark(entry.target.id);
    },
    { rootMargin: '-80px 0px -70% 0px' },
  );
  for (const section of sections) observer.observe(section);
}

function mark(id: string): void {
  for (const link of document.querySelectorAll<HTMLElement>('[data-spy-for]')) {
    const current = link.dataset['spyFor'] === id;
    if (!current) link.removeAttribute('aria-current');
    else if (!link.hasAttribute('aria-current')) {
      link.setAttribute('aria-current', 'location');
      link.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    }
  }
}
