import { createHmac } from 'node:crypto';
import type { Examination, Problem } from './check.ts';
import { isAccepted } from './check.ts';
import { withHeaders } from './delivery.ts';
import type { ProblemId } from './problems.ts';
import type { Answer } from './send.ts';

/** How receivers sign by mistake; one of these taken for genuine tells which. */
const mistaken: readonly [ProblemId, (secret: string, body: Buffer, timestamp: string) => string][] = [
  ['key-is-decoded', (secret, body) => `sha256=${hmac(decoded(secret), body).toString('hex')}`],
  [
    'key-lacks-prefix',
    (secret, body) => `sha256=${hmac(secret.slice('whsec_'.length), body).toString('hex')}`,
  ],
  ['signature-in-base64', (secret, body) => `sha256=${hmac(secret, body).toString('base64')}`],
  ['signature-lacks-algorithm', (secret, body) => hmac(secret, body).toString('hex')],
  [
    'signs-timestamp-too',
    (secret, body, timestamp) =>
      `sha256=${hmac(secret, Buffer.concat([Buffer.from(`${timestamp}.`), body])).toString('hex')}`,
  ],
];

/** Asks whether a genuine delivery is acknowledged; when it is not, finds out why, as far as can be seen from outside. */
export async function genuineOrWhy(exam: Examination): Promise<Problem | undefined> {
  const sent = await exam.genuine();
  const answer = await exam.post(sent);
  if (isAccepted(answer)) {
    if (answer.milliseconds > exam.slowMs) return { id: 'slow', sent, answer };
    return undefined;
  }
  return { id: obvious(answer) ?? (await bySignature(exam)) ?? lastResort(answer), sent, answer };
}

function obvious(answer: Answer): ProblemId | undefined {
  if (answer.kind === 'failed') {
    const { failure } = answer;
    return failure === 'timeout' ? 'no-answer' : failure === 'cut' ? 'goes-down' : failure;
  }
  const { status, headers } = answer;
  if (status >= 300 && status < 400) return 'redirects';
  if (status === 404 || status === 405) return 'wrong-address';
  if ((status === 401 || status === 403) && 'www-authenticate' in headers) return 'behind-login';
  return undefined;
}

async function bySignature(exam: Examination): Promise<ProblemId | undefined> {
  for (const [problem, signatureOf] of mistaken) {
    const sent = await exam.genuine();
    const timestamp = sent.headers['webhook-timestamp'] ?? '';
    const changed = withHeaders(sent, {
      'X-Atteny-Signature': signatureOf(exam.secret, sent.body, timestamp),
    });
    if (isAccepted(await exam.post(changed))) return problem;
  }
  return undefined;
}

function lastResort(answer: Answer): ProblemId {
  return answer.kind === 'reply' && answer.status >= 500 ? 'crashes-on-genuine' : 'refuses-genuine';
}

const hmac = (key: string | Buffer, content: Buffer): Buffer =>
  createHmac('sha256', key).update(content).digest();

const decoded = (secret: string): Buffer => Buffer.from(secret.slice('whsec_'.length), 'base64');
