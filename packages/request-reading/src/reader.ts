import type { IncomingMessage } from 'node:http';
import type { Operation } from '@atteny/contract';
import type { OpenAPIV3_1 } from 'openapi-types';
import { readBytes, readJson } from './body.ts';
import { detailsOf, type Problem } from './details.ts';
import { RequestRefusal } from './refusal.ts';
import { carriesBody, demandJson } from './media.ts';
import { type FindOperation, type FoundOperation, operationFinder } from './operations.ts';
import { type QueryValues, readQuery } from './query.ts';
import { detailLimitsOf, type OperationRules, rulesOf } from './rules.ts';

export interface ReaderOptions<Op extends Operation> {
  /** The contract in one piece. */
  readonly document: OpenAPIV3_1.Document;
  /** Those of its operations that are offered. */
  readonly operations: readonly Op[];
  /** Path before every operation's own, such as `/api/v1`. */
  readonly basePath: string;
  readonly requestBodyBytes: number;
}

/** What a request says, for a judge of schemas to hold against the contract. */
export interface Contents {
  readonly query: QueryValues;
  /** undefined when none was sent. */
  readonly body: unknown;
  /** What no schema sees: each of them is a 400. */
  readonly problems: readonly Problem[];
}

/** Reads requests by one version of a contract, a step at a time, in the order in which it judges. */
export interface RequestReader<Op extends Operation> {
  /** Path and method: 404 is for the caller to say, 405 is thrown. */
  readonly find: FindOperation<Op>;
  /**
   * The bytes of the body of an operation that takes one; undefined when none is sent. What no operation asked for is not
   * read.
   * @param ask called once the body is awaited, for clients that wait to be asked for it
   * @throws RequestRefusal 415 or 413
   * @throws BrokenOff when the client goes away
   */
  readBody(operation: Operation, request: IncomingMessage, ask?: () => void): Promise<Buffer | undefined>;
  /**
   * Identifiers, query and body.
   * @throws RequestRefusal 404 for an identifier that cannot be one, 400 for a body that is no JSON
   */
  read(found: FoundOperation, query: string, body: Buffer | undefined): Contents;
  /**
   * Refuses a request that has a problem.
   * @param found what the judge of schemas found
   * @throws RequestRefusal 400 with `details`
   */
  refuse(operation: Operation, contents: Contents, found: readonly Problem[]): void;
}

export function requestReader<Op extends Operation>(options: ReaderOptions<Op>): RequestReader<Op> {
  const { document, operations, basePath, requestBodyBytes } = options;
  const rules = rulesOf(document);
  const limits = detailLimitsOf(document);
  const rulesFor = ({ operationId }: Operation): OperationRules => {
    const found = rules.get(operationId);
    if (found === undefined) throw new Error(`The document has no operation ${operationId}.`);
    return found;
  };
  return {
    find: operationFinder(operations, basePath),

    async readBody({ body }, request, ask) {
      if (body === 'none' || !carriesBody(request.headers)) return undefined;
      demandJson(request.headers);
      return await readBytes(request, requestBodyBytes, ask);
    },

    read({ operation, params }, query, bytes) {
      const { pathPatterns, query: queryRules } = rulesFor(operation);
      for (const [name, pattern] of pathPatterns) {
        if (!pattern.test(params[name] ?? '')) throw new RequestRefusal('notFound');
      }
      const { value: body, problems } = readJson(bytes);
      // An operation without parameters reads no query, and refuses none.
      const { values, problems: inQuery } = readQuery(queryRules.names.size > 0 ? query : '', queryRules);
      const missing = operation.body === 'required' && body === undefined ? [missingBody] : [];
      return { query: values, body, problems: [...inQuery, ...missing, ...problems] };
    },

    refuse(operation, { problems }, found) {
      if (problems.length + found.length === 0) return;
      // An identifier that cannot exist is as absent as one that does not.
      if (found.some(({ path: [part] }) => part === 'path' || part === 'params')) {
        throw new RequestRefusal('notFound');
      }
      // Where reading has found a problem, a schema has nothing to add.
      const read = new Set(problems.map(({ path }) => path.join('/')));
      const all = [...problems, ...found.filter(({ path }) => !read.has(path.join('/')))];
      throw new RequestRefusal('invalidBody', {
        details: detailsOf(all, limits, rulesFor(operation).exampleAt),
      });
    },
  };
}

const missingBody: Problem = { path: ['body'], keyword: 'required', message: '' };
