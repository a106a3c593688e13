import type { Context, Location } from './redocly.ts';

/**
 * A reporter that says each thing once at each place: what several operations share would otherwise be
 * reported by each of them.
 */
export function reportOnce(): (context: Context, message: string, location: Location) => void {
  const said = new Set<string>();
  return (context, message, location) => {
    const id = `${location.source.absoluteRef}${location.pointer} ${message}`;
    if (said.has(id)) return;
    said.add(id);
    context.report({ message, location });
  };
}
