import { publicOperations, type OperationId } from '@atteny/contract';
import type { Language } from '../language/languages.ts';

/** Where the documentation stands, as the server says in its page; null where it does not know. */
const site = document.querySelector<HTMLLinkElement>('link[rel=help]')?.href ?? null;

function pageOf(path: string, language: Language): string | null {
  return site === null ? null : new URL(`${language === 'en' ? 'en/' : ''}${path}`, site).href;
}

export function docsOfError(code: string, language: Language): string | null {
  return pageOf(`errors/${code}/`, language);
}

export function docsOfOperation(operationId: string, language: Language): string | null {
  if (!(operationId in publicOperations)) return null;
  const { tag } = publicOperations[operationId as OperationId];
  return pageOf(`reference/${tag}/${operationId}/`, language);
}
