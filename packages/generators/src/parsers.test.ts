import SwaggerParser from '@apidevtools/swagger-parser';
import { consoleDocument, publicDocument } from '@atteny/contract/documents';
import { validate as validateByReadme } from '@readme/openapi-parser';
import { validate as validateByScalar } from '@scalar/openapi-parser';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';

/** Each says what it finds wrong; nothing for a valid document. They may write into what they are given. */
const parsers: Record<string, (document: object) => Promise<unknown>> = {
  '@apidevtools/swagger-parser': async (document) => {
    await SwaggerParser.validate(document as never);
  },
  '@readme/openapi-parser': async (document) => {
    const result = await validateByReadme(document as never);
    return result.valid && result.warnings.length === 0 ? undefined : result;
  },
  '@scalar/openapi-parser': async (document) => {
    const { valid, errors } = await validateByScalar(document as never);
    return valid ? undefined : errors;
  },
  '@seriousme/openapi-schema-validator': async (document) => {
    const { valid, errors } = await new Validator().validate(document as never);
    return valid ? undefined : errors;
  },
};

const documents = { public: publicDocument, console: consoleDocument };

test.each(Object.keys(parsers))(
  '%s accepts both documents, and refuses one without a title',
  async (name) => {
    for (const document of Object.values(documents)) {
      expect(await parsers[name]?.(structuredClone(document))).toBeUndefined();
    }
    const { title: _, ...info } = publicDocument.info;
    const untitled = structuredClone({ ...publicDocument, info });
    expect(await parsers[name]?.(untitled).catch((error: unknown) => error)).toBeTruthy();
  },
);
