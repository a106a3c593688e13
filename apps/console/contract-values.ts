import { consoleMaxima } from '@atteny/contract';
import { consoleDocument, numberAt, publicDocument } from '@atteny/contract/documents';

type Document = typeof publicDocument;

/** What forms and fields say of the contract; the build puts it in, so that the page need not carry the whole contract. */
export const contractValues = {
  eventSamples: eventSamples(),
  longest: {
    organizationName: numberAt(consoleDocument, 'OrganizationName', 'maxLength'),
    planName: numberAt(consoleDocument, 'PlanName', 'maxLength'),
    keyName: numberAt(consoleDocument, 'ApiKeyName', 'maxLength'),
    contactSearch: longestSearch(publicDocument, '/contacts'),
    deliverySearch: longestSearch(consoleDocument, '/organizations/{organizationId}/deliveries'),
  },
  most: {
    pageItems: consoleMaxima.limit,
    calls: consoleMaxima['SimulateBoundaryRequest.calls'],
    faultCount: consoleMaxima['FaultRule.count'],
    faultSeconds: consoleMaxima['FaultRule.milliseconds'] / 1000,
  },
};

function longestSearch(document: Document, path: string): number {
  const parameters = document.paths?.[path]?.get?.parameters ?? [];
  const search = parameters.find((each) => 'name' in each && each.name === 'search');
  const schema = search && 'schema' in search ? search.schema : undefined;
  const longest = schema && 'maxLength' in schema ? schema.maxLength : undefined;
  if (longest === undefined) throw new Error(`GET ${path} has no search of a longest length.`);
  return longest;
}

/** The example of each event that the contract has, by the event's name. */
function eventSamples(): Record<string, unknown> {
  const samples = Object.values(publicDocument.webhooks ?? {}).map((webhook) => {
    const { requestBody } = ('post' in webhook && webhook.post) || {};
    const examples =
      requestBody && 'content' in requestBody ? requestBody.content['application/json']?.examples : {};
    const [first] = Object.values(examples ?? {});
    const value = first && 'value' in first ? (first.value as { event: string }) : undefined;
    return [value?.event ?? '', value] as const;
  });
  return Object.fromEntries(samples);
}
