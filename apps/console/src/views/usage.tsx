import { consoleApi } from '../api/console.ts';
import { useAsked } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { Loaded } from '../parts/feedback.tsx';

/** What was spent of this minute and this month, and how the last days went. */
export function Usage({ organizationId }: { organizationId: string }) {
  const { language, words } = useLanguage();
  const params = { path: { organizationId } };
  const now = useAsked(
    ['usage', organizationId],
    () => consoleApi.GET('/organizations/{organizationId}/usage', { params }),
    { refetchMs: 5000 },
  );
  const history = useAsked(['usage', organizationId, 'days'], () =>
    consoleApi.GET('/organizations/{organizationId}/usage/days', { params }),
  );
  const number = new Intl.NumberFormat(language);
  return (
    <>
      <h1>{words.usage}</h1>
      <Loaded query={now}>
        {({ data: { minute, month } }) => (
          <>
            <h2>{words.thisMonth}</h2>
            <Meter used={month.used} limit={month.quota} label={words.thisMonth} />
            <p>
              {words.used}: {number.format(month.used)} · {words.limit}:{' '}
              {month.quota === null ? words.unlimited : number.format(month.quota)}
              {month.remaining !== null && ` · ${words.remaining}: ${number.format(month.remaining)}`}
            </p>
            <h2>{words.thisMinute}</h2>
            <ul className="rows">
              {minute.keys.map((key) => (
                <li key={key.keyId}>
                  <div>
                    <b>{key.name}</b> <code>{key.prefix}…</code>
                  </div>
                  <div>
                    <Meter used={key.used} limit={key.limit} label={key.name} />{' '}
                    <span className="soft">
                      {number.format(key.used)} / {number.format(key.limit)}
                    </span>
                  </div>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <h2>{words.lastDays}</h2>
      <Loaded query={history}>{({ data }) => <Days days={data.days} />}</Loaded>
    </>
  );
}

function Meter({ used, limit, label }: { used: number; limit: number | null; label: string }) {
  if (limit === null) return null;
  return (
    <meter min={0} max={Math.max(1, limit)} high={limit * 0.9} optimum={0} value={used} aria-label={label} />
  );
}

interface Day {
  date: string;
  total: number;
  successes: number;
  clientErrors: number;
  rateLimited: number;
  serverErrors: number;
}

const classes = ['successes', 'clientErrors', 'rateLimited', 'serverErrors'] as const;

/** A bar a day, coloured by the class of the status, with a table of the same behind it. */
function Days({ days }: { days: Day[] }) {
  const { language, words } = useLanguage();
  const number = new Intl.NumberFormat(language);
  const shortDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const most = Math.max(1, ...days.map(({ total }) => total));
  const width = 10;
  return (
    <>
      <svg
        className="days"
        viewBox={`0 0 ${days.length * width} 100`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.lastDays}
      >
        {days.map((day, index) => {
          let below = 0;
          return classes.map((name) => {
            const height = (day[name] / most) * 100;
            below += height;
            return (
              <rect
                key={`${day.date}-${name}`}
                className={name}
                x={index * width + 1}
                y={100 - below}
                width={width - 2}
                height={height}
              >
                <title>{`${day.date}: ${words[name]} ${number.format(day[name])}`}</title>
              </rect>
            );
          });
        })}
      </svg>
      <details>
        <summary>{words.asTable}</summary>
        <div className="table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th>{words.day}</th>
                <th>{words.total}</th>
                {classes.map((name) => (
                  <th key={name}>{words[name]}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day.date}>
                  <td>{shortDay.format(new Date(day.date))}</td>
                  <td>{number.format(day.total)}</td>
                  {classes.map((name) => (
                    <td key={name}>{number.format(day[name])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
