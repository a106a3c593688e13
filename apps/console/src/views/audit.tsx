import { summaryOf } from '@atteny/contract/summaries';
import { consoleApi } from '../api/console.ts';
import { useLanguage } from '../language/language.tsx';
import { PagedList, Table, usePaged } from '../parts/list.tsx';
import { Time } from '../parts/time.tsx';

/** Who changed what, and from where. */
export function Audit({ organizationId }: { organizationId: string }) {
  const { language, words } = useLanguage();
  const list = usePaged(['audit', organizationId], (page) =>
    consoleApi.GET('/organizations/{organizationId}/audit-log', {
      params: { path: { organizationId }, query: { page } },
    }),
  );
  return (
    <>
      <h1>{words.audit}</h1>
      <p className="lead">{words.auditLead}</p>
      <PagedList list={list} empty={words.noAudit}>
        {(entries) => (
          <Table
            heads={[words.when, words.what, words.target, words.who]}
            rows={entries.map((entry) => ({
              key: entry.id,
              cells: [
                <Time at={entry.at} />,
                <>
                  {summaryOf(entry.operationId, language)}
                  <code className="beneath">{entry.operationId}</code>
                </>,
                <>
                  <bdi>{entry.targetName}</bdi> {entry.targetId && <code>{entry.targetId}</code>}
                </>,
                <>
                  {words.actor[entry.actorKind]} {entry.actorId && <code>{entry.actorId}</code>}
                </>,
              ],
            }))}
          />
        )}
      </PagedList>
    </>
  );
}
