import { BrokenOff, endReply, RequestRefusal } from '@atteny/request-reading';
import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import { error as validator } from 'express-openapi-validator';
import type { Logger } from 'pino';
import { StoreUnavailable } from '../db/database.ts';
import { failure, Refusal } from '../failures.ts';
import { OrganizationGone } from '../organizations/scope.ts';
import type { Counters } from '../limits/counters.ts';
import { challenge } from './authenticate.ts';
import { showLimits } from './count-request.ts';
import type { EventStream, Reply } from '../operation-handler.ts';

/** Sends a reply, and keeps its body for whoever watches exchanges. */
export function send(request: Request, response: Response, { status, body }: Reply): void {
  response.status(status);
  if (isStream(body)) {
    // Nobody would read it, and its end would not be heard.
    if (request.socket.readableEnded || request.socket.destroyed) {
      response.destroy();
      return;
    }
    response.setHeader('Content-Type', 'text/event-stream');
    response.flushHeaders();
    body.stream(response);
    return;
  }
  request.exchange.replied = body;
  response.json(body);
}

function isStream(body: unknown): body is EventStream {
  return typeof body === 'object' && body !== null && 'stream' in body && typeof body.stream === 'function';
}

/**
 * Lets an app send JSON in one piece. Express's own way also thinks of content types, encodings, ETags and conditional
 * requests, none of which this API has, and writes head and body apart.
 */
export function sendPlainJson({ response }: Express): void {
  response.json = function json(body) {
    const text = JSON.stringify(body);
    this.setHeader('Content-Type', 'application/json; charset=utf-8');
    this.setHeader('Content-Length', Buffer.byteLength(text));
    endReply(this.req, this, text);
    return this;
  };
}

interface RefusalsDependencies {
  readonly counters: Counters;
  readonly log: Logger;
  /** Told of every reply of ours that deviates from the contract. */
  readonly onDeviation?: (deviation: Deviation) => void;
}

/** A reply that the contract does not allow. */
export interface Deviation {
  readonly operationId: string | undefined;
  readonly problem: string;
}

// Long enough for a restart nearby, short enough to be tried.
const retryAfterSeconds = '1';

/** Answers whatever was thrown in the envelope, and says nothing of the inside. */
export function refusals({ counters, log, onDeviation }: RefusalsDependencies): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const { exchange } = request;
    // It broke off while it was judged, and was answered then.
    if (response.writableEnded && !request.complete) return;
    // Whoever went away while sending gets no answer; it is no failure of ours.
    if (error instanceof BrokenOff) {
      response.destroy();
      return;
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = refusalOf(error);
    if (error instanceof validator.InternalServerError) {
      onDeviation?.({ operationId: exchange.operation?.operationId, problem: error.message });
    }
    const { status, body } = failure(refusal.failure, refusal.details);
    if (status >= 500) {
      log.error({ requestId: exchange.requestId, status, err: refusal.cause ?? error }, 'request failed');
    }
    for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
    if (status === 503) response.setHeader('Retry-After', retryAfterSeconds);
    if (status < 500) {
      try {
        await showLimits(counters, exchange, response);
      } catch (cause) {
        log.error({ requestId: exchange.requestId, err: cause }, 'limits out of reach');
        response.setHeader('Retry-After', retryAfterSeconds);
        send(request, response, failure('serviceUnavailable'));
        return;
      }
    }
    send(request, response, { status, body });
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreUnavailable) return new Refusal('serviceUnavailable', { cause: error });
  if (error instanceof OrganizationGone) return new Refusal('invalidKey', { ...challenge, cause: error });
  if (error instanceof RequestRefusal) return new Refusal(error.failure, error);
  return new Refusal('internalError', { cause: error });
}
