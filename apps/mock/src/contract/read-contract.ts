import { ContractError, operationsOf, resolve, vocabularyOf } from '@atteny/contract/reading';
import { type RequestFailure, requestReader } from '@atteny/request-reading';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { PrismOperations } from '../prism/prism-operations.ts';
import { ReplyCheck } from '../prism/reply-check.ts';
import { answerOf } from './answers.ts';
import { digestOf } from './digest.ts';
import type { Answer, MockContract, MockLimits, MockOperation, OperationFacts } from './mock-contract.ts';
import { reflectionOf } from './reflection.ts';

type Document = OpenAPIV3_1.Document;

/** Headers of which the contract knows nothing. */
const ownHeaders = ['Preference-Applied', 'X-Contract-Version', 'X-Contract-Stale', 'Date'];

/**
 * What the mock needs of a bundled document.
 * @throws ContractError when the document lacks something without which the front could not answer
 */
export function readContract(document: Document, prism: PrismOperations): MockContract {
  const facts = operationsOf(document);
  const { basePath, limits } = vocabularyOf(document, facts);
  const operations = Object.values(facts).map((each) => readOperation(document, each, prism));
  const unknownPath = sharedAnswer(document, 'UnknownPath', 404);
  const allAnswers = [
    unknownPath,
    sharedAnswer(document, 'MethodNotAllowed', 405),
    sharedAnswer(document, 'MisdirectedRequest', 421),
    ...operations.flatMap((each) => [...each.answers.values()]),
  ];
  assertFailures(allAnswers);
  const { requestBodyBytes } = checkedLimits(limits);
  return {
    title: document.info.title,
    version: `${document.info.version}+${digestOf(document)}`,
    basePath,
    limits: checkedLimits(limits),
    keyPattern: keyPatternOf(document),
    replyCheck: new ReplyCheck(),
    operations: new Map(operations.map((each) => [each.facts.operationId, each])),
    reader: requestReader({ document, operations: Object.values(facts), basePath, requestBodyBytes }),
    unknownPath,
    allAnswers,
    answers: answersOf(operations),
    exposedHeaders: [
      ...[...new Set(allAnswers.flatMap(({ headers }) => headers.map(({ name }) => name)))].toSorted(),
      ...ownHeaders,
    ].join(', '),
  };
}

function readOperation(document: Document, facts: OperationFacts, prism: PrismOperations): MockOperation {
  const item = document.paths?.[facts.path];
  const operation = item?.[facts.method];
  const prismOperation = prism.get(facts.operationId);
  if (!operation || !prismOperation) throw new ContractError([`Prism does not know ${facts.operationId}`]);
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    resolve<OpenAPIV3_1.ParameterObject>(document, parameter),
  );
  return {
    facts,
    answers: new Map(
      facts.statuses.map((status) => {
        const reflection = reflectionOf(document, { path: facts.path, parameters, operation }, status);
        return [status, answerOf(document, status, operation.responses?.[status], reflection)];
      }),
    ),
    headerNames: new Set(
      parameters.filter((each) => each.in === 'header').map(({ name }) => name.toLowerCase()),
    ),
    prism: prismOperation,
  };
}

function sharedAnswer(document: Document, name: string, status: number): Answer {
  const response = document.components?.responses?.[name];
  const answer = response && answerOf(document, status, response);
  if (!answer || answer.examples.size === 0) {
    throw new ContractError([
      `components.responses.${name} with an example is missing: it answers ${status}`,
    ]);
  }
  return answer;
}

function answersOf(operations: readonly MockOperation[]): Map<number, Answer> {
  const answers = new Map(operations.flatMap((each) => [...each.answers]));
  for (const status of [400, 401, 404, 413, 415, 500]) {
    if (!answers.get(status)?.examples.size) {
      throw new ContractError([`no operation documents ${status} with an example`]);
    }
  }
  return answers;
}

function checkedLimits(limits: object): MockLimits {
  const { requestBodyBytes, rate } = limits as Partial<MockLimits>;
  const numbers = [requestBodyBytes, rate?.requests, rate?.windowSeconds];
  if (!numbers.every((number) => Number.isSafeInteger(number) && Number(number) > 0)) {
    throw new ContractError(['x-atteny-limits needs requestBodyBytes, rate.requests and rate.windowSeconds']);
  }
  return limits as MockLimits;
}

/** Each way in which a request can be written wrong, with the status that says so. */
const statusOfFailure: Readonly<Record<RequestFailure, number>> = {
  misdirectedRequest: 421,
  methodNotAllowed: 405,
  notFound: 404,
  unsupportedMediaType: 415,
  unsupportedContentEncoding: 415,
  payloadTooLarge: 413,
  malformedJson: 400,
  invalidBody: 400,
};

function assertFailures(answers: readonly Answer[]): void {
  const missing = Object.entries(statusOfFailure).filter(
    ([failure, status]) => !answers.some((each) => each.status === status && each.examples.has(failure)),
  );
  if (missing.length > 0) {
    throw new ContractError(
      missing.map(([failure, status]) => `no ${status} has an example named ${failure}`),
    );
  }
}

function keyPatternOf(document: Document): RegExp {
  for (const reference of Object.values(document.components?.securitySchemes ?? {})) {
    const scheme = resolve<OpenAPIV3_1.SecuritySchemeObject & { 'x-atteny-pattern'?: unknown }>(
      document,
      reference,
    );
    if (typeof scheme['x-atteny-pattern'] !== 'string') continue;
    try {
      return new RegExp(scheme['x-atteny-pattern'], 'u');
    } catch (error) {
      throw new ContractError([`x-atteny-pattern of the security scheme: ${(error as Error).message}`]);
    }
  }
  throw new ContractError(['no security scheme says by x-atteny-pattern what a key looks like']);
}
