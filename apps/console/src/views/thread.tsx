import { publicOperations, type OperationId } from '@atteny/contract';
import { useState } from 'react';
import { Link } from 'wouter';
import { type Language, useLanguage, useWords } from '../language/language.tsx';
import { writings, type Writing } from '../live/as-code.ts';
import { madeBy, parsed, type JournalDelivery, type JournalRequest, type Thread } from '../live/threads.ts';
import { Badge, Button, Code, headerLines } from '../parts/controls.tsx';
import { Time } from '../parts/time.tsx';
import { DeliveryStatus } from './deliveries.tsx';
import { AttemptView } from './delivery.tsx';

/** A thread as a story: the request, what it changed, its event, and each delivery with its attempts. */
export function ThreadView({ thread, organizationId }: { thread: Thread; organizationId: string }) {
  const words = useWords();
  const { request, deliveries } = thread;
  const [first] = deliveries;
  return (
    <ol className="story">
      {request && (
        <li>
          <h2>{words.request}</h2>
          <RequestView request={request} />
        </li>
      )}
      {request && madeBy(request) !== null && (
        <li>
          <h2>{words.changed}</h2>
          <Changed request={request} organizationId={organizationId} />
        </li>
      )}
      {first && (
        <li>
          <h2>
            {words.event} <code>{first.event}</code>
          </h2>
          <p className="soft">
            <code>{first.eventId}</code>
          </p>
          <Code title={words.requestBody} text={first.requestBody} />
        </li>
      )}
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <h2>{words.delivery}</h2>
          <DeliveryPart delivery={delivery} organizationId={organizationId} />
        </li>
      ))}
      {request && deliveries.length === 0 && request.method !== 'GET' && (
        <li>
          <p className="soft">{words.noDeliveryOfIt}</p>
        </li>
      )}
    </ol>
  );
}

function RequestView({ request }: { request: JournalRequest }) {
  const { language, words } = useLanguage();
  const { method, target, status, durationMs, id, at, keyPrefix, fault } = request;
  return (
    <>
      <p className="break">
        <Badge tone={toneOf(status)}>{status}</Badge> <b>{method}</b> {target}
      </p>
      <p className="soft break">
        <Docs to={docsOfOperation(request.operationId, language)}>{request.operationId}</Docs> · {durationMs}{' '}
        ms · <code>{keyPrefix}…</code> · <code>{id}</code> · <Time at={at} />
      </p>
      {fault && (
        <p className="notice warn">
          {words.plannedFault} <code>{fault.effect}</code> ({fault.rule})
        </p>
      )}
      {request.code !== null && <Verdict request={request} />}
      <CopyAs request={request} />
      <Code title={words.requestHeaders} text={headerLines(request.requestHeaders)} />
      <Code title={words.requestBody} text={request.requestBody} open />
      <Code title={words.responseHeaders} text={headerLines(request.responseHeaders)} />
      <Code title={words.reply} text={request.responseBody} open={status >= 400} />
    </>
  );
}

/** Why a request was refused: the code, and each rule of the contract that it broke. */
function Verdict({ request }: { request: JournalRequest }) {
  const { language } = useLanguage();
  const reply = parsed(request.responseBody) as
    | { error?: string; details?: { path: string; message: string }[] }
    | undefined;
  return (
    <div className="notice bad">
      <p>
        <Docs to={docsOfError(request.code ?? '', language)}>{request.code ?? ''}</Docs> {reply?.error}
      </p>
      {reply?.details && (
        <ul>
          {reply.details.map(({ path, message }) => (
            <li key={path + message} className="break">
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Docs({ to, children }: { to: string | null; children: string }) {
  if (to === null) return <code>{children}</code>;
  return (
    <a href={to} target="_blank" rel="noreferrer noopener">
      <code>{children}</code>
    </a>
  );
}

function CopyAs({ request }: { request: JournalRequest }) {
  const words = useWords();
  const [copied, setCopied] = useState<Writing | null>(null);
  const copy = async (writing: Writing) => {
    await navigator.clipboard.writeText(writings[writing](request, location.origin));
    setCopied(writing);
    setTimeout(() => setCopied(null), 1500);
  };
  return (
    <div className="actions">
      {(Object.keys(writings) as Writing[]).map((writing) => (
        <Button key={writing} onClick={() => void copy(writing).catch(() => setCopied(null))}>
          {copied === writing ? words.copied : words.copyAs[writing]}
        </Button>
      ))}
    </div>
  );
}

const places: Record<string, (organizationId: string, id: string, request: JournalRequest) => string> = {
  msg: (org, _id, { target }) => `/o/${org}/conversations/${target.split('/').at(-2) ?? ''}`,
  whk: (org, id) => `/o/${org}/webhooks/${id}`,
  dlv: (org, id) => `/o/${org}/deliveries/${id}`,
  ctt: (org) => `/o/${org}/contacts`,
};

/** What a request made or changed, with the way to it. */
function Changed({ request, organizationId }: { request: JournalRequest; organizationId: string }) {
  const id = madeBy(request) ?? '';
  const place = places[id.slice(0, 3)];
  return <p>{place ? <Link href={place(organizationId, id, request)}>{id}</Link> : <code>{id}</code>}</p>;
}

function DeliveryPart({ delivery, organizationId }: { delivery: JournalDelivery; organizationId: string }) {
  const words = useWords();
  const { id, attempts, nextAttemptAt, requestBody, status, kind } = delivery;
  return (
    <>
      <p className="soft">
        <DeliveryStatus status={status} /> {words.deliveryKind[kind]} ·{' '}
        <Link href={`/o/${organizationId}/deliveries/${id}`}>{id}</Link>
        {nextAttemptAt && (
          <>
            {' '}
            · {words.nextAttempt} <Time at={nextAttemptAt} />
          </>
        )}
      </p>
      {attempts.map((attempt) => (
        <AttemptView key={attempt.number} attempt={attempt} body={requestBody} />
      ))}
      {attempts.length === 0 && <p>{words.noAttempts}</p>}
    </>
  );
}

export function toneOf(status: number): 'good' | 'warn' | 'bad' {
  return status < 400 ? 'good' : status < 500 ? 'warn' : 'bad';
}

/** Where the documentation stands, as the server says in its page; null where it does not know. */
const site = document.querySelector<HTMLLinkElement>('link[rel=help]')?.href ?? null;

function pageOf(path: string, language: Language): string | null {
  return site === null ? null : new URL(`${language === 'en' ? 'en/' : ''}${path}`, site).href;
}

function docsOfError(code: string, language: Language): string | null {
  return pageOf(`errors/${code}/`, language);
}

function docsOfOperation(operationId: string, language: Language): string | null {
  if (!(operationId in publicOperations)) return null;
  const { tag } = publicOperations[operationId as OperationId];
  return pageOf(`reference/${tag}/${operationId}/`, language);
}
