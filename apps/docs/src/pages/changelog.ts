import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { markdown } from '../site/markdown.ts';
import { shell } from './shell.ts';

/** What changed in contract and libraries, and the rule by which they change. */
export function changelogPage(view: View): Html {
  const { labels } = view;
  const main = html`<article class="prose">
    <h1>${labels.changelog}</h1>
    ${markdown(changelogText(view), { labels, origins: view.origins, link: view.link, headingOffset: 0 }).html}
  </article>`;
  return shell(view, {
    title: labels.changelog,
    description: labels.changelogLead,
    main,
    layout: 'reading',
  });
}

/** The same as Markdown, without its title. */
export function changelogText({
  labels,
  changes,
  bundle,
}: Pick<View, 'labels' | 'changes' | 'bundle'>): string {
  const decided = changes.decided.map(({ at, reason }) => `- \`${at}\`: ${reason}`);
  const coming = changes.coming.map(({ packages, text }) => `### ${packages.join(', ')}\n\n${text}`);
  const released = changes.released.map(
    (entry) => `### ${entry.package}\n\n${entry.text.replaceAll(/^#/gm, '###')}`,
  );
  return [
    labels.changelogLead,
    `## ${labels.changelogContract} ${bundle.document.info.version}`,
    decided.length > 0 ? `${labels.changelogDecided}\n\n${decided.join('\n')}` : labels.changelogNothing,
    `## ${labels.changelogComing}`,
    coming.length > 0 ? coming.join('\n\n') : labels.changelogNothing,
    ...(released.length > 0 ? [`## ${labels.changelogReleased}`, ...released] : []),
  ].join('\n\n');
}
