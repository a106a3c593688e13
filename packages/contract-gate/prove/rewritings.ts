import { type Node, referred, valueAt } from './contract.ts';

type Files = Map<string, Node>;
/** The same contract in other words. */
export type Rewriting = [name: string, rewrite: (files: Files) => void];

const maps = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const single = [
  'items',
  'additionalProperties',
  'unevaluatedProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
];
const methods = ['get', 'put', 'post', 'delete', 'patch'];

export const rewritings: Rewriting[] = [
  ['keys stand in another order', (files) => eachFile(files, reversed)],
  ['lists that are sets stand in another order', (files) => eachSchema(files, turnSets)],
  ['parameters stand in another order', (files) => eachOperation(files, turnParameters)],
  ['references to schemas are written out', (files) => inline(files, /\/schemas\//)],
  [
    'references to headers, replies and parameters are written out',
    (files) => inline(files, /\/(?:headers|responses|parameters)\//),
  ],
  ['every reference is written out', (files) => inline(files, /./)],
  ['every schema is an allOf of one', (files) => eachSchema(files, (schema) => wrap(schema, 'allOf'))],
  ['every schema is an anyOf of one', (files) => eachSchema(files, (schema) => wrap(schema, 'anyOf'))],
  ['every schema is a oneOf of one', (files) => eachSchema(files, (schema) => wrap(schema, 'oneOf'))],
  [
    'every schema has its rules twice',
    (files) => eachSchema(files, (schema) => ({ allOf: [schema, structuredClone(schema)] })),
  ],
  ['a constant is an enum of one', (files) => eachSchema(files, constToEnum)],
  ['a type is a list of one', (files) => eachSchema(files, typeToList)],
  ['null is a branch of anyOf', (files) => eachSchema(files, (schema) => nullAsBranch(schema, 'anyOf'))],
  ['null is a branch of oneOf', (files) => eachSchema(files, (schema) => nullAsBranch(schema, 'oneOf'))],
  ['properties move into an allOf', (files) => eachSchema(files, moveProperties)],
  ['closed by unevaluatedProperties', (files) => eachSchema(files, closeOtherwise)],
  ['what a schema leaves open is written out', (files) => eachSchema(files, writeOut)],
  ['bounds of whole numbers are exclusive', (files) => eachSchema(files, exclusive)],
  [
    '[0-9] is \\d',
    (files) => eachSchema(files, (schema) => onPattern(schema, (text) => text.replaceAll('[0-9]', '\\d'))),
  ],
  ['lengths stand in the pattern as well', (files) => eachSchema(files, lengthAsPattern)],
  ['security that operations share is inherited', (files) => eachRoot(files, securityInherited)],
  ['servers are written out', (files) => eachRoot(files, serversWrittenOut)],
  ['the base path moves from servers to the paths', (files) => eachRoot(files, basePathMoved)],
  ['parameters that all operations share move up', (files) => eachItem(files, parametersUp)],
  ['defaults of parameters are written out', (files) => eachParameter(files, parameterDefaults)],
  ['texts, examples and tags are others', (files) => eachFile(files, otherTexts)],
  [
    'unknown extensions stand everywhere',
    (files) => eachSchema(files, (schema) => ({ ...schema, 'x-internal': true })),
  ],
];

function eachFile(files: Files, change: (value: Node) => Node): void {
  for (const [name, value] of files) files.set(name, change(value));
}

function eachRoot(files: Files, change: (root: Node, items: { path: string; item: Node }[]) => void): void {
  for (const name of ['atteny/openapi.yaml', 'console/openapi.yaml']) {
    const root = files.get(name);
    const items = Object.entries(root.paths as Record<string, Node>).map(([path, item]) => {
      if (typeof item.$ref !== 'string') return { path, item };
      const { file, path: inside } = referred(name, item.$ref as string);
      return { path, item: valueAt(files.get(file), inside) };
    });
    change(root, items);
  }
}

function eachItem(files: Files, change: (item: Node) => void): void {
  eachRoot(files, (_root, items) => items.forEach(({ item }) => change(item)));
}

function eachOperation(files: Files, change: (operation: Node) => void): void {
  eachItem(files, (item) => methods.forEach((method) => item[method] && change(item[method])));
}

function eachParameter(files: Files, change: (parameter: Node) => void): void {
  for (const [name, value] of files) if (/\/parameters\//.test(name)) change(value);
  eachOperation(files, ({ parameters }) =>
    parameters?.forEach((each: Node) => each.name !== undefined && change(each)),
  );
}

/** Gives every schema of every file another form, the innermost first. */
function eachSchema(files: Files, change: (schema: Node) => Node): void {
  const inSchema = (schema: Node): Node => {
    if (typeof schema !== 'object' || schema === null) return schema;
    const copy = { ...schema };
    for (const keyword of maps) {
      if (copy[keyword]) {
        copy[keyword] = Object.fromEntries(
          Object.entries(copy[keyword] as object).map(([name, each]) => [name, inSchema(each)]),
        );
      }
    }
    for (const keyword of lists) {
      if (Array.isArray(copy[keyword])) copy[keyword] = copy[keyword].map(inSchema);
    }
    for (const keyword of single) {
      if (typeof copy[keyword] === 'object') copy[keyword] = inSchema(copy[keyword]);
    }
    return change(copy);
  };
  const outside = (node: Node): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, each] of Object.entries(node as Record<string, Node>)) {
      if (/^(?:examples?|value|default)$|^x-/.test(name)) continue;
      if (name === 'schema') node[name] = inSchema(each);
      else if (name === 'schemas') {
        for (const [own, schema] of Object.entries(each as object)) each[own] = inSchema(schema);
      } else outside(each);
    }
  };
  for (const [name, value] of files) {
    if (name.includes('/schemas/')) files.set(name, inSchema(value));
    else outside(value);
  }
}

function reversed(value: Node): Node {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as object)
      .toReversed()
      .map(([name, each]) => [name, reversed(each)]),
  );
}

function turnParameters(operation: Node): void {
  if (operation.parameters) operation.parameters = operation.parameters.toReversed();
}

function turnSets(schema: Node): Node {
  const copy = { ...schema };
  for (const keyword of ['required', 'enum', 'type', 'oneOf', 'anyOf', 'allOf']) {
    if (Array.isArray(copy[keyword])) copy[keyword] = copy[keyword].toReversed();
  }
  return copy;
}

/** Puts what a reference leads to in its place; what stands beside the reference stays beside it. */
function inline(files: Files, which: RegExp): void {
  const originals = structuredClone(files);
  const written = (node: Node, from: string, open: readonly string[]): Node => {
    if (Array.isArray(node)) return node.map((each) => written(each, from, open));
    if (typeof node !== 'object' || node === null) return node;
    const { $ref, ...beside } = node;
    const rest = Object.fromEntries(
      Object.entries(beside as object).map(([name, each]) => [
        name,
        /^(?:examples?|value)$/.test(name) ? each : written(each, from, open),
      ]),
    );
    if (typeof $ref !== 'string') return rest;
    const { file, path } = referred(from, $ref);
    const id = `${file}#${path.join('/')}`;
    if (open.includes(id)) throw new Error(`${id} contains itself`);
    const target = written(valueAt(originals.get(file), path), file, [...open, id]);
    if (which.test(`${file}#/${path.join('/')}`)) return { ...target, ...rest };
    return {
      $ref: path.length === 0 || file !== from ? toward(homes.at(-1) ?? from, file, path) : $ref,
      ...rest,
    };
  };
  const homes: string[] = [];
  for (const [name, value] of originals) {
    homes.push(name);
    files.set(name, written(value, name, []));
    homes.pop();
  }
}

function toward(home: string, file: string, path: readonly string[]): string {
  const up = home
    .split('/')
    .slice(1)
    .map(() => '..');
  const pointer = path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return `${['.', ...up, file].join('/')}${pointer ? `#${pointer}` : ''}`;
}

/** Marks and texts stay outside: they speak of the place, not of the values. */
function wrap(schema: Node, keyword: string): Node {
  const outer: Node = {};
  const inner: Node = {};
  for (const [name, each] of Object.entries(schema as object)) {
    (/^(?:description|title|examples?|default|deprecated|x-.*)$/.test(name) ? outer : inner)[name] = each;
  }
  return { ...outer, [keyword]: [inner] };
}

function constToEnum({ const: value, ...rest }: Node): Node {
  return value === undefined ? rest : { ...rest, enum: [value] };
}

function typeToList(schema: Node): Node {
  return typeof schema.type === 'string' ? { ...schema, type: [schema.type] } : schema;
}

function nullAsBranch(schema: Node, keyword: string): Node {
  const { type, ...rest } = schema;
  if (!Array.isArray(type) || !type.includes('null') || rest.enum || rest.oneOf || rest.anyOf) return schema;
  const own = type.filter((each: string) => each !== 'null');
  const { description, 'x-atteny-source': source, ...rules } = rest;
  return {
    ...(description && { description }),
    ...(source && { 'x-atteny-source': source }),
    [keyword]: [{ ...rules, type: own.length === 1 ? own[0] : own }, { type: 'null' }],
  };
}

function moveProperties(schema: Node): Node {
  const { properties, required, ...rest } = schema;
  if (!properties || schema.additionalProperties === false || schema.allOf) return schema;
  return { ...rest, allOf: [{ properties }, ...(required ? [{ required }] : [])] };
}

function closeOtherwise({ additionalProperties, ...rest }: Node): Node {
  // An open `if` would count as having looked at every property.
  if (additionalProperties === undefined || rest.if) {
    return { ...rest, ...(additionalProperties !== undefined && { additionalProperties }) };
  }
  return additionalProperties === false
    ? { ...rest, unevaluatedProperties: false }
    : { ...rest, additionalProperties };
}

function writeOut(schema: Node): Node {
  if (schema.type === 'object') return { minProperties: 0, additionalProperties: true, ...schema };
  if (schema.type === 'array') return { minItems: 0, uniqueItems: false, ...schema };
  if (schema.type === 'string') return { minLength: 0, ...schema };
  return schema;
}

function exclusive({ minimum, maximum, ...rest }: Node): Node {
  const put = { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
  if (rest.type !== 'integer') return { ...rest, ...put };
  return {
    ...rest,
    ...(minimum !== undefined && { exclusiveMinimum: minimum - 1 }),
    ...(maximum !== undefined && { exclusiveMaximum: maximum + 1 }),
  };
}

function onPattern(schema: Node, change: (pattern: string) => string): Node {
  return typeof schema.pattern === 'string' ? { ...schema, pattern: change(schema.pattern) } : schema;
}

function lengthAsPattern(schema: Node): Node {
  const { minLength, maxLength } = schema;
  if (maxLength === undefined || maxLength > 100) return schema;
  return {
    ...schema,
    allOf: [...(schema.allOf ?? []), { pattern: `^[^]{${minLength ?? 0},${maxLength}}$` }],
  };
}

function securityWrittenOut(root: Node, items: { item: Node }[]): void {
  for (const { item } of items) {
    for (const method of methods) {
      if (item[method]) item[method].security ??= structuredClone(root.security ?? [{}]);
    }
  }
}

function securityInherited(root: Node, items: { item: Node }[]): void {
  securityWrittenOut(root, items);
  const [first] = items.flatMap(({ item }) =>
    methods.flatMap((method) => (item[method] ? [item[method]] : [])),
  );
  root.security = first.security;
  const same = JSON.stringify(first.security);
  for (const { item } of items) {
    for (const method of methods) {
      if (item[method] && JSON.stringify(item[method].security) === same) delete item[method].security;
    }
  }
}

function serversWrittenOut(root: Node, items: { item: Node }[]): void {
  for (const { item } of items) item.servers = structuredClone(root.servers);
}

function basePathMoved(root: Node, items: { path: string }[]): void {
  const { pathname } = new URL(root.servers[0].url as string, 'https://host.example');
  root.servers = root.servers.map((server: Node) => ({
    ...server,
    url: server.url.slice(0, server.url.length - pathname.length),
  }));
  root.paths = Object.fromEntries(items.map(({ path }) => [`${pathname}${path}`, root.paths[path]]));
}

function parametersUp(item: Node): void {
  const operations = methods.flatMap((method) => (item[method] ? [item[method]] : []));
  const [first, ...others] = operations.map((each) =>
    (each.parameters ?? []).map((one: Node) => JSON.stringify(one)),
  );
  const shared = (first ?? []).filter((each: string) => others.every((list) => list.includes(each)));
  if (shared.length === 0) return;
  item.parameters = [
    ...(item.parameters ?? []),
    ...shared.map((each: string) => JSON.parse(each) as unknown),
  ];
  for (const each of operations) {
    each.parameters = each.parameters.filter((one: Node) => !shared.includes(JSON.stringify(one)));
  }
}

function parameterDefaults(parameter: Node): void {
  const style = parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : 'simple';
  parameter.style ??= style;
  parameter.explode ??= style === 'form';
  parameter.required ??= false;
  parameter.deprecated ??= false;
  if (parameter.in === 'query') parameter.allowReserved ??= false;
}

function otherTexts(node: Node): Node {
  if (Array.isArray(node)) return node.map(otherTexts);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node as object).flatMap(([name, each]) => {
      if (/^(?:summary|description)$/.test(name) && typeof each === 'string') return [[name, 'Other words.']];
      if (/^examples?$/.test(name)) return [];
      if (name === 'tags') return [[name, []]];
      return [[name, otherTexts(each)]];
    }),
  );
}
