import { summaryOf } from '@atteny/contract/summaries';
import { consoleApi } from '../api/console.ts';
import { useAsked } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { usePage } from '../parts/address.ts';
import { Pages } from '../parts/controls.tsx';
import { Empty, Loaded } from '../parts/feedback.tsx';
import { Time } from '../parts/time.tsx';

/** Who changed what, and from where. */
export function Audit({ organizationId }: { organizationId: string }) {
  const { language, words } = useLanguage();
  const [page, setPage] = usePage();
  const query = useAsked(['audit', organizationId, page], () =>
    consoleApi.GET('/organizations/{organizationId}/audit-log', {
      params: { path: { organizationId }, query: { page } },
    }),
  );
  return (
    <>
      <h1>{words.audit}</h1>
      <p className="lead">{words.auditLead}</p>
      <Loaded query={query}>
        {({ data, meta }) =>
          data.length === 0 ? (
            <Empty>{words.noAudit}</Empty>
          ) : (
            <>
              <div className="table" tabIndex={0}>
                <table>
                  <thead>
                    <tr>
                      <th>{words.when}</th>
                      <th>{words.what}</th>
                      <th>{words.target}</th>
                      <th>{words.who}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.map((entry) => (
                      <tr key={entry.id}>
                        <td>
                          <Time at={entry.at} />
                        </td>
                        <td>
                          {summaryOf(entry.operationId, language)}
                          <code className="beneath">{entry.operationId}</code>
                        </td>
                        <td>
                          <bdi>{entry.targetName}</bdi> {entry.targetId && <code>{entry.targetId}</code>}
                        </td>
                        <td>
                          {words.actor[entry.actorKind]} {entry.actorId && <code>{entry.actorId}</code>}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <Pages meta={meta} go={setPage} />
            </>
          )
        }
      </Loaded>
    </>
  );
}
