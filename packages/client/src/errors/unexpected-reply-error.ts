import { AttenyError, type Failure } from './atteny-error.ts';

export interface UnexpectedReply extends Failure {
  status: number;
  contentType: string | null;
  incomplete: boolean;
}

/**
 * Something answered, but not as the API answers: empty, HTML, cut, a redirect. Mostly a wrong `baseUrl` or a proxy
 * in between.
 */
export class UnexpectedReplyError extends AttenyError {
  override readonly name = 'UnexpectedReplyError';
  readonly status: number;
  readonly contentType: string | null;
  /** It began as a success and lacks its end, or all of it. */
  readonly incomplete: boolean;

  constructor(problem: string, reply: UnexpectedReply) {
    super(
      `resposta fora do contrato, status ${reply.status}, ${reply.contentType ?? 'sem Content-Type'}: ${problem}`,
      reply,
    );
    this.status = reply.status;
    this.contentType = reply.contentType && reply.redact(reply.contentType);
    this.incomplete = reply.incomplete;
  }
}
