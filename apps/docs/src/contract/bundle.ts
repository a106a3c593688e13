import { join } from 'node:path';
import { bundle as readDocument, bundleYaml } from '@atteny/contract/reading';
import type { Language } from '../site/languages.ts';
import type { ContractDocument } from './document.ts';

/** One edition of the contract in one file: as data, and as the two texts that readers download. */
export interface Bundle {
  document: ContractDocument;
  json: string;
  yaml: string;
}

/**
 * Bundles `<spec>/<contract>/openapi.yaml`, in English with the overlay beside it and that of what both contracts have.
 * Throws the ContractError of @atteny/contract, whose sentences name file and line.
 */
export async function bundle(
  specFolder: string,
  language: Language,
  contract: 'atteny' | 'console' = 'atteny',
): Promise<Bundle> {
  const root = join(specFolder, contract, 'openapi.yaml');
  const overlays =
    language === 'en'
      ? ['atteny/overlays/shared.en.yaml', `${contract}/overlays/en.yaml`].map((path) =>
          join(specFolder, path),
        )
      : [];
  // The reading of the document says best what is wrong with it, so it comes first.
  const document = await readDocument(root, overlays);
  const yaml = await bundleYaml(root, overlays);
  return {
    // The pages read the parts of the document that they show by types of their own.
    document: document as unknown as ContractDocument,
    json: JSON.stringify(document, null, 2),
    yaml,
  };
}
