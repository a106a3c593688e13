import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { bearerToken, readRequestTarget, RequestRefusal } from '@atteny/request-reading';
import type { MockContract } from '../contract/mock-contract.ts';
import type { Reply } from '../http/reply.ts';
import { type MockRequest, problemsOf } from '../prism/validate.ts';
import { documentedReply, type Settings } from './documented-reply.ts';
import { type Circumstances, failureReply, outside, refusal } from './refusals.ts';

/**
 * The reply to a request, judged in the order that the contract promises: the first failure answers.
 * Plan, rate limit, scope, stored keys and quota are beyond a server without memory: `Prefer` obtains their replies.
 * @param ask called once the body is awaited
 * @throws BrokenOff when the client goes away before its body is whole
 */
export async function respond(
  contract: MockContract,
  request: IncomingMessage,
  ask: () => void,
  settings: Settings,
): Promise<Reply> {
  const { method = '', url = '' } = request;
  const { headers } = request;
  const { reader, basePath } = contract;
  const { path, query } = readRequestTarget(url);
  let at: Circumstances = { contract, now: settings.now() };
  try {
    const found = reader.find(method, path);
    const operation = found && contract.operations.get(found.operation.operationId);
    if (!found || !operation) return outside(at);
    const here = { ...at, operation };
    at = here;

    const token = bearerToken(headers.authorization);
    if (token === undefined) return refusal(here, 401, 'unauthorized', 'sem chave');
    if (!contract.keyPattern.test(token)) {
      return refusal(here, 401, 'invalid_api_key', 'não tem a forma de uma chave');
    }

    const bytes = await reader.readBody(operation.facts, request, ask);
    const contents = reader.read(found, query, bytes);
    const mockRequest: MockRequest = {
      operation: operation.prism,
      method,
      path: path.slice(basePath.length),
      params: found.params,
      query: contents.query,
      headers: only(headers, operation.headerNames),
      body: contents.body,
    };
    reader.refuse(operation.facts, contents, problemsOf(mockRequest));

    return await documentedReply(here, mockRequest, joined(headers['prefer']), settings);
  } catch (error) {
    if (error instanceof RequestRefusal) return failureReply(at, error);
    throw error;
  }
}

/** No header that the contract does not name reaches Prism. */
function only(headers: IncomingHttpHeaders, names: ReadonlySet<string>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of names) {
    const value = joined(headers[name]);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function joined(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
