interface Detail {
  path: string;
  message: string;
}

/** A request of the dashboard that was not answered with what was asked for. */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** 0 when there was no answer. */
  readonly status: number;
  /** Of the contract; empty when there was no answer, or one that is not the server's. */
  readonly code: string;
  readonly requestId: string | null;
  /** What of the request was wrong, and where. */
  readonly details: readonly Detail[];

  constructor(
    sentence: string,
    {
      status = 0,
      code = '',
      requestId = null,
      details = [],
    }: Partial<Pick<Problem, 'status' | 'code' | 'requestId' | 'details'>>,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
    this.details = details;
  }

  /** Whether the same request may go well later. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429;
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was answered, or a Problem with the server's sentence. */
export async function answered<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await request.catch((cause: unknown) => {
    throw new Problem('', {}, { cause });
  });
  const about = { status: response.status, requestId: response.headers.get('X-Request-Id') };
  const enveloped = (
    value: unknown,
  ): value is { success: boolean; code?: string; error?: string; details?: Detail[] } =>
    typeof value === 'object' && value !== null && 'success' in value;
  if (response.ok && enveloped(data)) return data;
  // A proxy's page, or an empty reply: nothing of it is the server's word.
  if (!enveloped(error)) throw new Problem('', about);
  throw new Problem(error.error ?? '', { ...about, code: error.code ?? '', details: error.details ?? [] });
}
