import { errorAddress } from '../errors/errors.ts';
import { fillPlaceholders } from '../guides/placeholders.ts';
import { changelogText } from '../pages/changelog.ts';
import type { Edition } from '../site/edition.ts';
import { folderOf } from '../site/languages.ts';
import type { Editions } from '../site/read-editions.ts';
import { fence, operationText } from './operation.ts';

/** One page as Markdown, for readers that are programs. */
export interface TextPage {
  /** The address of the page within its edition, as that of its HTML: `guides/webhooks/`. */
  path: string;
  /** The heading in `llms.txt` under which it is listed. */
  section: string;
  title: string;
  description: string;
  text: string;
}

/** Every page of one language as Markdown, in the order of the menu. */
export function textPages({ main, console }: Editions): TextPage[] {
  const { labels, guides, errors, bundle, origins } = main;
  const filled = (text: string) => fillPlaceholders(text, bundle.document, origins);
  const { title, summary = '', description = '' } = bundle.document.info;
  return [
    ...guides.map((guide) => ({
      path: `guides/${guide.slug}/`,
      section: labels.guides,
      title: guide.title,
      description: guide.description,
      text: `# ${guide.title}\n\n${guide.description}\n\n${filled(guide.text).trim()}`,
    })),
    {
      path: 'concepts/',
      section: labels.fundamentals,
      title: labels.fundamentals,
      description: summary,
      text: `# ${title}\n\n${description.trim()}`,
    },
    {
      path: 'errors/',
      section: labels.fundamentals,
      title: labels.errorCodes,
      description: labels.errorCodesLead,
      text: `# ${labels.errorCodes}\n\n${errors.map(({ code, status, meaning }) => `- ${status} \`${code}\`: ${filled(meaning)}`).join('\n')}`,
    },
    ...errors.map(({ code, status, meaning, text, example }) => ({
      path: errorAddress(code).slice(1),
      section: labels.errorCodes,
      title: `${status} ${code}`,
      description: filled(meaning),
      text: `# ${status} ${code}\n\n${filled(meaning)}\n\n${fence('json', JSON.stringify(example, null, 2))}\n\n${filled(text)}`,
    })),
    {
      path: 'changelog/',
      section: labels.fundamentals,
      title: labels.changelog,
      description: labels.changelogLead,
      text: `# ${labels.changelog}\n\n${changelogText(main)}`,
    },
    ...referenceTexts(main, labels.reference),
    ...referenceTexts(console, labels.consoleContract),
  ];
}

function referenceTexts(edition: Edition, section: string): TextPage[] {
  const { groups, bundle, operations } = edition;
  const { title, summary = '', description = '' } = bundle.document.info;
  const list = (some: Edition['operations']) =>
    some
      .map(
        (one) =>
          `- [${one.summary}](${relative(edition, one.address)}): \`${one.method.toUpperCase()} ${one.path}\``,
      )
      .join('\n');
  return [
    {
      path: `${edition.section}/`,
      section,
      title,
      description: summary,
      text: `# ${title}\n\n${edition.section === 'console' ? `${description.trim()}\n\n` : ''}${list(operations)}`,
    },
    ...groups.flatMap(({ tag, operations: members }) => {
      const name = tag['x-displayName'] ?? tag.name;
      return [
        {
          path: `${edition.section}/${tag.name}/`,
          section,
          title: name,
          description: tag.description ?? '',
          text: `# ${name}\n\n${tag.description ?? ''}\n\n${list(members)}`,
        },
        ...members.map((operation) => ({
          path: operation.address.slice(1),
          section,
          title: operation.summary,
          description: operation.description.trim().split('\n\n')[0]?.replaceAll('\n', ' ') ?? '',
          text: operationText(operation, edition),
        })),
      ];
    }),
  ];
}

/** `llms.txt`: what the site has, one line a page, each with the address of its Markdown. */
export function listOfTexts({ main }: Editions, pages: TextPage[]): string {
  const { title, summary } = main.bundle.document.info;
  const sections = Map.groupBy(pages, ({ section }) => section);
  const parts = [...sections].map(
    ([section, members]) =>
      `## ${section}\n\n${members.map((page) => `- [${page.title}](${relative(main, `/${page.path}`)}index.md): ${page.description}`).join('\n')}`,
  );
  return `# ${title}\n\n> ${summary}\n\n${parts.join('\n\n')}\n`;
}

/** `llms-full.txt`: all pages one after the other. */
export function allTexts(pages: TextPage[]): string {
  return pages.map(({ text }) => `${text}\n`).join('\n---\n\n');
}

/** From the root of the host, for whoever reads the text apart from its page. */
function relative(edition: Edition, address: string): string {
  return `/${folderOf(edition.language)}${address.slice(1)}`;
}
