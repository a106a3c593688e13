import express, { type ErrorRequestHandler } from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { currentTimeBudget } from '../db/time-budget.ts';
import { arrival } from './arrival.ts';

test('a request has one time budget, whoever answers it, its refusal as well', async () => {
  const seen: unknown[] = [];
  const refuse: ErrorRequestHandler = (_error, _request, response, _next) => {
    seen.push(currentTimeBudget());
    response.status(400).end();
  };
  const app = express();
  app.use(arrival(systemClock, []));
  app.use(async () => {
    seen.push(currentTimeBudget());
    await nextTurn();
    throw new Error('refused');
  });
  app.use(refuse);
  const server = app.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(400);
  const [before, after] = seen;
  expect(before).toEqual({ left: expect.any(Number) });
  expect(after).toBe(before);
});
