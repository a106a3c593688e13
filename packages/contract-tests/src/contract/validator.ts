import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { closedDocument, type Schema } from './catalog.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: true });
formats.default(ajv);
ajv.addSchema({ ...closedDocument, $id: 'contract:' }, 'contract:');

const coercing = new Ajv2020({ allErrors: true, strict: false, validateFormats: true, coerceTypes: true });
formats.default(coercing);
coercing.addSchema({ ...closedDocument, $id: 'contract:' }, 'contract:');

const compiled = new Map<string, ValidateFunction>();
const ofRequests = new WeakMap<object, ValidateFunction>();

/** What is wrong with a value, where, and by which schema. */
export interface Complaint {
  /** JSON Pointer within the value; of what is missing or too much, the pointer that it has or would have. */
  place: string;
  /** It begins with the place where that says more than the sentence alone. */
  message: string;
  /** Pointer of the broken keyword within the document, where the schema has a name: `#/components/schemas/Timestamp/pattern`. */
  schema?: string;
}

/** What is wrong with a value by the schema at a pointer of the closed document; empty when nothing is. */
export function complaints(pointer: string, value: unknown): Complaint[] {
  return told(validatorAt(ajv, pointer), value);
}

/** The same for a header's text, read as the type that its schema names. */
export function headerComplaints(pointer: string, text: string): Complaint[] {
  const validate = validatorAt(coercing, pointer, 'header ');
  const holder = { value: text };
  return told(validate, holder).map((each) => ({ ...each, place: each.place.replace(/^\/value/, '') }));
}

/** Whether a request's value satisfies a schema of the contract. */
export function accepts(schema: Schema, value: unknown): boolean {
  return requestValidator(schema)(value);
}

/** The places (JSON Pointers) at which a request's value breaks a schema of the contract. */
export function problems(schema: Schema, value: unknown): string[] {
  const validate = requestValidator(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(placeOf);
}

/** A place in a value; of what is missing or too much, the one that it has or would have. */
function placeOf({ instancePath, keyword, params }: ErrorObject): string {
  const named = params as { missingProperty?: string; additionalProperty?: string };
  const name =
    keyword === 'required'
      ? named.missingProperty
      : keyword === 'additionalProperties'
        ? named.additionalProperty
        : undefined;
  return name === undefined ? instancePath : `${instancePath}/${name}`;
}

function requestValidator(schema: Schema): ValidateFunction {
  if (typeof schema === 'boolean') return ajv.compile(schema);
  let validate = ofRequests.get(schema);
  if (!validate) {
    validate = ajv.compile(rebase(schema));
    ofRequests.set(schema, validate);
  }
  return validate;
}

function validatorAt(engine: Ajv2020, pointer: string, kind = ''): ValidateFunction {
  const key = kind + pointer;
  let validate = compiled.get(key);
  if (!validate) {
    const $ref = `contract:${pointer.split('/').map(encodeURIComponent).join('/').replace('%23', '#')}`;
    validate = engine.compile(kind === '' ? { $ref } : { type: 'object', properties: { value: { $ref } } });
    compiled.set(key, validate);
  }
  return validate;
}

/** A schema cut out of the document still names its neighbours by `#/components/…`. */
function rebase(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"contract:#/')) as object;
}

function told(validate: ValidateFunction, value: unknown): Complaint[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const places = errors.map(placeOf);
  return errors
    .filter((error) => !isAlternative(error) || !places.some((each) => each.startsWith(`${placeOf(error)}/`)))
    .map(complaint);
}

/** Whether it says that a value is none of several, which what is wrong deeper in one of them says better. */
function isAlternative({ keyword, schemaPath }: ErrorObject): boolean {
  return /^(?:any|one)Of$/.test(keyword) || /\/(?:any|one)Of\/\d+\/\w+$/.test(schemaPath);
}

function complaint(error: ErrorObject): Complaint {
  const { instancePath, message, keyword, params, schemaPath } = error;
  const place = placeOf(error);
  if (keyword === 'required') return { place, message: 'is missing' };
  if (keyword === 'additionalProperties') return { place, message: 'is there, and no schema names it' };
  const allowed =
    keyword === 'enum' ? ` (${JSON.stringify((params as { allowedValues: unknown[] }).allowedValues)})` : '';
  const named = schemaPath.replace(/^contract:/, '');
  return {
    place,
    message: `${instancePath.replace(/^\/value/, '') || '/'} ${message ?? keyword}${allowed}`,
    ...(named.startsWith('#/components/') && { schema: named }),
  };
}
