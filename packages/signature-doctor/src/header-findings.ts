import type { Finding } from './causes.ts';
import { isProper, readDigests, type SchemeName } from './digests.ts';
import { bodiesOf, signsOfChange, type GivenBody } from './given-body.ts';
import { deliveryOf, header, renamedSignature, type Received } from './received.ts';
import { explainSignature } from './search.ts';
import { parse } from './spellings.ts';

/** What time it is for a receiver, and how many seconds it lets a timestamp be away from it. */
export interface Clock {
  now: Date;
  tolerance: number;
}

export async function findInHeaders(
  body: GivenBody,
  all: Received,
  secrets: string[],
  clock: Clock,
): Promise<Finding[]> {
  const plain = header(all, 'X-Atteny-Signature');
  const standard = header(all, 'webhook-signature');
  if (plain === undefined && standard === undefined) {
    const renamed = renamedSignature(all);
    return [renamed === undefined ? ['header_missing', 'X-Atteny-Signature'] : ['header_renamed', renamed]];
  }
  const missing = (['webhook-id', 'webhook-timestamp'] as const)
    .filter((name) => standard !== undefined && header(all, name) === undefined)
    .map((name): Finding => ['header_missing', name]);
  const findings: Finding[] = [...missing];
  const written = { 'X-Atteny-Signature': plain, 'webhook-signature': standard };
  for (const [name, text] of Object.entries(written)) {
    if (text !== undefined && readDigests(name as SchemeName, text).length === 0) {
      findings.push(['header_malformed', name]);
    }
  }
  if (findings.length > 0 || secrets.length === 0) {
    return findings;
  }
  const delivery = deliveryOf(body.bytes, all);
  const explained = (scheme: SchemeName, text: string | undefined, id = delivery.id) =>
    text === undefined
      ? undefined
      : explainSignature(scheme, text, secrets, { ...delivery, id }, bodiesOf(body, 'back'));
  const next = header(all, 'X-Atteny-Signature-Next');
  const byPlain =
    (await explained('X-Atteny-Signature', plain)) ?? (await explained('X-Atteny-Signature', next));
  const byStandard = await explained('webhook-signature', standard);

  for (const [scheme, causes] of [
    ['X-Atteny-Signature', byPlain],
    ['webhook-signature', byStandard],
  ] as const) {
    findings.push(...(causes ?? []).map((id) => [id, scheme] as const));
    const text = written[scheme];
    if (causes?.length === 0 && text !== undefined && !isProper(scheme, text)) {
      findings.push(['header_malformed', scheme]);
    }
  }
  if (plain !== undefined && byPlain === undefined && byStandard) {
    const isRotating = (standard ?? '').trim().includes(' ') && next === undefined;
    findings.push(
      isRotating
        ? ['header_next_missing', 'X-Atteny-Signature-Next']
        : ['header_of_another_delivery', 'X-Atteny-Signature'],
    );
  }
  const time = findInTimestamp(delivery.timestamp, clock);
  if (standard !== undefined && byStandard === undefined) {
    const event = parse(body.text) as { id?: unknown } | null | undefined;
    const isOthersId =
      typeof event?.id === 'string' &&
      event.id !== delivery.id &&
      (await explained('webhook-signature', standard, event.id)) !== undefined;
    if (isOthersId) {
      findings.push(['header_of_another_delivery', 'webhook-id']);
    } else if (byPlain) {
      findings.push(
        time?.[0] === 'timestamp_malformed' ? time : ['header_of_another_attempt', 'webhook-signature'],
      );
    }
  }
  if (byStandard && time) {
    findings.push(time);
  }
  if (!byPlain && !byStandard && findings.length === 0) {
    const signs = signsOfChange(body, header(all, 'Content-Length'));
    findings.push(...signs.map((id): Finding => [id]), ['secret_other']);
    if (plain === undefined) {
      findings.push(['header_of_another_attempt', 'webhook-signature']);
    }
  }
  return findings;
}

function findInTimestamp(timestamp: string, { now, tolerance }: Clock): Finding | undefined {
  const name = 'webhook-timestamp';
  if (!/^\d{1,11}$/.test(timestamp)) {
    return ['timestamp_malformed', name];
  }
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (Math.abs(age) <= tolerance) {
    return undefined;
  }
  return [age > 0 ? 'timestamp_stale' : 'timestamp_ahead', name];
}
