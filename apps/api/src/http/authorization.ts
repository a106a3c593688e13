import type { RequestHandler } from 'express';
import { present } from './present.ts';
import { Refusal } from '../failures.ts';

/** 403 when the plan does not include the API, or does not include webhooks where the operation is about them. */
export const plan: RequestHandler = (request, _response, next) => {
  const { plan: of } = present(request.exchange.organization);
  const aboutWebhooks = present(request.exchange.operation).tag === 'webhooks';
  if (!of.hasAPI || (aboutWebhooks && !of.hasWebhooks)) throw new Refusal('featureDisabled');
  next();
};

/** 403 when the key lacks a scope that the contract asks for. */
export const scope: RequestHandler = (request, _response, next) => {
  const held: readonly string[] = present(request.exchange.key).scopes;
  for (const needed of present(request.exchange.operation).scopes) {
    if (!held.includes(needed)) throw new Refusal('insufficientScope');
  }
  next();
};
