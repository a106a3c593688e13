import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { respect, type Step } from '../journeys/respect.ts';
import type { Violation } from '../conformance/violation.ts';
import type { Exchange } from '../target/exchange.ts';
import { openReceiver } from '../target/receiver.ts';
import { openRelay } from '../target/relay.ts';
import type { Check, Result } from './check.ts';

const folder = fileURLToPath(new URL('../../../../spec/atteny/workflows', import.meta.url));

/** The journeys of an integrator, written as Arazzo workflows beside the contract: a result a step. */
export const journeys: Check = {
  name: 'journeys',
  title: 'the journeys of spec/atteny/workflows can be gone step by step',
  skip: ({ access }) => (access.console ? undefined : 'needs --console, for worlds and their clock'),
  async *run({ access: { target, console }, key, recorder }) {
    if (!console) return;
    const receiver = await openReceiver(recorder);
    const broken = await openReceiver(recorder);
    broken.answer = 500;
    // What the journeys send is held against the model, like everything else.
    const relay = await openRelay(recorder, { target, console: console.base });
    try {
      const steps = await respect(journeyFiles(), {
        servers: {
          atteny: `${relay.origin}${target.pathname}`,
          console: `${relay.origin}${console.base.pathname}`,
        },
        inputs: {
          key,
          consoleToken: console.token,
          receiver: receiver.url,
          brokenReceiver: broken.url,
        },
      });
      yield* results(steps, [target.pathname, console.base.pathname]);
    } finally {
      relay.close();
      receiver.close();
      broken.close();
    }
  },
};

/** Files of the journeys, in the order of their names. */
export function journeyFiles(): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.arazzo.yaml'));
  return names.toSorted().map((name) => join(folder, name));
}

/** A result a step; a step that a loop takes again is counted. */
export function results(steps: readonly Step[], basePaths: readonly string[]): Result[] {
  const times = new Map<string, number>();
  return steps.map((step) => {
    const name = `${step.workflowId}: ${step.stepId}`;
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    const failed = step.checks.filter(({ passed, severity }) => !passed && severity === 'error');
    const violations = failed.map((check): Violation => ({
      rule: check.name.replaceAll(' ', '-'),
      message: check.message.replaceAll(/\s+/g, ' ').trim(),
      operationId: undefined,
      exchange: exchangeOf(step, basePaths),
    }));
    return { name: time === 1 ? name : `${name} (${time})`, violations };
  });
}

function exchangeOf({ request, response }: Step, basePaths: readonly string[]): Exchange {
  const url = request && URL.canParse(request.url) ? new URL(request.url) : undefined;
  const whole = url ? `${url.pathname}${url.search}` : '/';
  const base = basePaths.find((each) => whole.startsWith(each)) ?? '';
  const json = response?.body;
  return {
    request: {
      method: (request?.method ?? 'get').toUpperCase(),
      path: whole.slice(base.length),
      headers: {},
      body: undefined,
    },
    response: {
      status: response?.statusCode ?? 0,
      headers: response?.headers ?? {},
      text: typeof json === 'string' ? json : (JSON.stringify(json) ?? ''),
      json,
    },
  };
}
