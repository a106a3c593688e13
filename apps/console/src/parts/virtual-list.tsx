import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

const spare = 12;

/**
 * A list of rows of one height of which only those in sight stand in the page. What comes in above does not move what is looked
 * at; the arrow keys go from row to row.
 */
export function VirtualList<T extends { key: string }>({
  items,
  rowHeight,
  label,
  nearEnd,
  children,
}: {
  items: readonly T[];
  rowHeight: number;
  label: string;
  /** The end came near. */
  nearEnd: () => void;
  children: (item: T) => ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const first = useRef<string | undefined>(undefined);
  const from = Math.max(0, Math.floor(top / rowHeight) - spare);
  const to = Math.min(items.length, Math.ceil((top + height) / rowHeight) + spare);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = new ResizeObserver(() => setHeight(element.clientHeight));
    measure.observe(element);
    return () => measure.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    const before = first.current;
    first.current = items[0]?.key;
    if (!element || element.scrollTop === 0 || before === undefined || before === items[0]?.key) return;
    const added = items.findIndex(({ key }) => key === before);
    if (added > 0) element.scrollTop += added * rowHeight;
  }, [items, rowHeight]);

  const scrolled = () => {
    const element = scroller.current;
    if (!element) return;
    setTop(element.scrollTop);
    if (element.scrollTop + 4 * element.clientHeight > items.length * rowHeight) nearEnd();
  };
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = document.activeElement?.closest('[role=listitem]');
    if (by === undefined || !row) return;
    const next = by === 1 ? row.nextElementSibling : row.previousElementSibling;
    next?.querySelector<HTMLElement>('a, button')?.focus();
    event.preventDefault();
  };
  return (
    <div className="virtual" ref={scroller} onScroll={scrolled} onKeyDown={step} tabIndex={-1}>
      <div style={{ height: items.length * rowHeight }}>
        <div role="list" aria-label={label} style={{ transform: `translateY(${from * rowHeight}px)` }}>
          {items.slice(from, to).map((item, index) => (
            <div
              role="listitem"
              key={item.key}
              style={{ height: rowHeight }}
              aria-setsize={items.length}
              aria-posinset={from + index + 1}
            >
              {children(item)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
