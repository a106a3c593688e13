import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Witness } from './change.ts';

/** Whether a witness is one by Ajv, which the gate does not use: the one schema takes it, the other does not. */
export function isShown({ value, kind, base, revision }: Witness, before: unknown, after: unknown): boolean {
  const direction = kind === 'worked' ? 'readOnly' : 'writeOnly';
  const [older, newer] = [
    takes(before, base?.pointer, value, direction),
    takes(after, revision?.pointer, value, direction),
  ];
  return kind === 'new' ? newer && !older : older && !newer;
}

function takes(document: unknown, pointer: string | undefined, value: unknown, hidden: string): boolean {
  if (pointer === undefined) return true;
  const ajv = new Ajv2020({ strict: false, validateFormats: true, allErrors: false });
  formats.default(ajv);
  ajv.removeKeyword('contentEncoding');
  ajv.addKeyword({
    keyword: 'contentEncoding',
    type: 'string',
    validate: (encoding: string, text: string) =>
      encoding !== 'base64' || Buffer.from(text, 'base64').toString('base64') === text,
  });
  ajv.removeKeyword('discriminator');
  ajv.addKeyword({
    keyword: 'discriminator',
    type: 'object',
    validate: (
      { propertyName, mapping }: { propertyName: string; mapping?: Record<string, string> },
      object: Record<string, unknown>,
    ) => {
      const target = mapping?.[String(object[propertyName])];
      if (mapping === undefined || target === undefined) {
        return mapping === undefined && propertyName in object;
      }
      return ajv.getSchema(`https://pair.example/document${target}`)?.(object) === true;
    },
  });
  ajv.addSchema({ ...(plain(document, hidden) as object), $id: 'https://pair.example/document' });
  const validate = ajv.getSchema(`https://pair.example/document${pointer}`);
  if (!validate) throw new Error(`no schema at ${pointer}`);
  return validate(value) === true;
}

/** The document with what Ajv does not know written in its words: `readOnly` or `writeOnly`, and `nullable` and bounds of 3.0. */
function plain(node: unknown, hidden: string): unknown {
  if (Array.isArray(node)) return node.map((each) => plain(each, hidden));
  if (typeof node !== 'object' || node === null) return node;
  const raw = Object.fromEntries(
    Object.entries(node).map(([name, each]) => [name, plain(each, hidden)]),
  ) as Record<string, unknown>;
  if (raw['nullable'] === true && typeof raw['type'] === 'string') raw['type'] = [raw['type'], 'null'];
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (raw[flag] !== true) continue;
    raw[flag] = raw[bound];
    delete raw[bound];
  }
  const properties = (
    node as { properties?: Record<string, { readOnly?: boolean } & Record<string, unknown>> }
  ).properties;
  for (const [name, property] of Object.entries(properties ?? {})) {
    if (property?.[hidden] !== true) continue;
    (raw['properties'] as Record<string, unknown>)[name] = false;
    if (Array.isArray(raw['required'])) raw['required'] = raw['required'].filter((each) => each !== name);
  }
  return raw;
}
