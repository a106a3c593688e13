import type { MockContract } from '../contract/mock-contract.ts';
import type { Reply } from '../http/reply.ts';
import type { IncomingRequest } from '../http/request.ts';
import { parseTarget } from '../http/target.ts';
import { type MockRequest, violationsOf } from '../prism/mocker.ts';
import { credentialFault } from './credentials.ts';
import { detailsFor, illFormed, notAnObject, notText, undecodable } from './details.ts';
import { isWellFormed } from './media.ts';
import { preferred, type Settings } from './preferred.ts';
import { invalid, malformedJson, outside, refusal, wrongMethod } from './refusals.ts';
import { route } from './route.ts';
import { takeBody } from './take-body.ts';

/**
 * The reply to a request, judged in the order that the contract promises: the first failure answers.
 * Plan, rate limit, scope, stored keys and quota are beyond a server without memory: `Prefer` obtains their replies.
 */
export async function judge(
  contract: MockContract,
  request: IncomingRequest,
  settings: Settings,
): Promise<Reply> {
  const now = settings.now();
  const { path, query, garbled } = parseTarget(request.target);

  const found = route(contract, request.method, path);
  if (!found) return outside({ contract, now });
  if ('allow' in found) return wrongMethod({ contract, now }, found.allow);
  const at = { contract, operation: found.operation, now };

  const fault = credentialFault(request.headers['authorization'], contract.keyPattern);
  if (fault)
    return refusal(at, 401, fault, fault === 'unauthorized' ? 'sem chave' : 'não tem a forma de uma chave');

  const body = await takeBody(at, request);
  if ('refused' in body) return body.refused;

  const mockRequest: MockRequest = {
    operation: found.operation.prism,
    method: request.method,
    path: found.path,
    query: only(query, found.operation.queryNames),
    headers: only(request.headers, found.operation.headerNames),
    body: 'value' in body ? body.value : undefined,
  };
  const violations = [
    ...garbled.filter((name) => Object.hasOwn(mockRequest.query, name)).map(notText),
    ...('value' in body && !isWellFormed(body.value) ? [illFormed] : []),
    ...(found.decodable ? await violationsOf(mockRequest) : [undecodable]),
  ];
  if (violations.some(({ path: [part] }) => part === 'path'))
    return refusal(at, 404, 'not_found', 'id fora do formato');
  if ('malformed' in body) return malformedJson(at);
  const faults = 'value' in body && !body.value ? [notAnObject] : violations;
  if (faults.length > 0) return invalid(at, detailsFor(at, faults));

  return preferred(at, mockRequest, request.headers['prefer'], settings);
}

/** Nothing that the contract does not name reaches Prism, which takes no heed of upper and lower case in names. */
function only<T>(values: Readonly<Record<string, T>>, names: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
