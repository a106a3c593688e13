import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useAsked } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { Loaded } from '../parts/feedback.tsx';
import { Table } from '../parts/list.tsx';

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

const classes = ['successes', 'clientErrors', 'rateLimited', 'serverErrors'] as const;

/** A bar a day, coloured by the class of the status, with a table of the same behind it. */
function Days({ days }: { days: readonly ConsoleSchemas['DayUsage'][] }) {
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
                <title>{`${shortDay.format(new Date(day.date))}: ${words[name]} ${number.format(day[name])}`}</title>
              </rect>
            );
          });
        })}
      </svg>
      <ul className="legend">
        {classes.map((name) => (
          <li key={name}>
            <i className={name} /> {words[name]}
          </li>
        ))}
      </ul>
      <details>
        <summary>{words.asTable}</summary>
        <Table
          heads={[words.day, words.total, ...classes.map((name) => words[name])]}
          rows={days.map((day) => ({
            key: day.date,
            cells: [
              shortDay.format(new Date(day.date)),
              number.format(day.total),
              ...classes.map((name) => number.format(day[name])),
            ],
          }))}
        />
      </details>
    </>
  );
}
