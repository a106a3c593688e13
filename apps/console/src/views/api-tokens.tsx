import { useWords } from '../language/language.tsx';
import { Keys } from './keys.tsx';
import { Portal } from './portal.tsx';
import { Webhooks } from './webhooks.tsx';

/** Keys and outbound webhooks of an organization: one page, as the product's public page says. */
export function ApiTokens({ organizationId }: { organizationId: string }) {
  const words = useWords();
  return (
    <>
      <h1>{words.apiKeys}</h1>
      <p className="lead">{words.apiKeysLead}</p>
      <Keys organizationId={organizationId} />
      <Webhooks organizationId={organizationId} />
      <Portal organizationId={organizationId} />
    </>
  );
}
