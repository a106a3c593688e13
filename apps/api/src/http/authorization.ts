import type { RequestHandler } from 'express';
import { present } from './present.ts';
import { Refusal } from '../failures.ts';

/** 403 when the plan does not include the API, or the feature that the operation needs of it (`x-atteny-feature`). */
export const plan: RequestHandler = (request, _response, next) => {
  const { hasAPI, ...features } = present(request.exchange.organization).plan;
  const { feature } = present(request.exchange.operation);
  const included: Readonly<Record<string, unknown>> = features;
  if (!hasAPI || (feature !== null && included[feature] !== true)) throw new Refusal('featureDisabled');
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
