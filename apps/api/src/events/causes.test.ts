import { consoleOperations, publicOperations, webhookEvents } from '@atteny/contract';
import { expect, test } from 'vitest';
import type { OrganizationScope } from '../organizations/scope.ts';
import { sampleEvent } from '../testing/event.ts';
import { strictCauses, trustedCauses } from './causes.ts';
import { recordsNothing } from './recorder.ts';

const scope = {} as OrganizationScope;
const { sendMessage, createContact } = publicOperations;
const sent = { ...sampleEvent(), name: 'message.sent' as const };

test('an operation that causes what it declares passes', async () => {
  const causes = strictCauses(recordsNothing);
  const reply = await causes.held(sendMessage, async () => {
    await causes.recorder.recordEvent(scope, sent);
    return { status: 201 };
  });
  expect(reply.status).toBe(201);
});

test('an event that is not declared fails, and so does a declared one that never comes', async () => {
  const causes = strictCauses(recordsNothing);
  const undeclared = causes.held(createContact, async () => {
    await causes.recorder.recordEvent(scope, sent);
    return { status: 201 };
  });
  await expect(undeclared).rejects.toThrow(
    'createContact declares that it causes nothing, and caused message.sent',
  );
  const missing = causes.held(sendMessage, async () => ({ status: 201 }));
  await expect(missing).rejects.toThrow(
    'sendMessage declares that it causes message.sent, and caused nothing',
  );
});

test('an operation that fails causes nothing', async () => {
  const causes = strictCauses(recordsNothing);
  await expect(causes.held(sendMessage, async () => ({ status: 404 }))).resolves.toEqual({ status: 404 });
});

test('two operations at once are told apart', async () => {
  const causes = strictCauses(recordsNothing);
  const slow = causes.held(sendMessage, async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await causes.recorder.recordEvent(scope, sent);
    return { status: 201 };
  });
  const quick = causes.held(createContact, async () => ({ status: 201 }));
  await expect(Promise.all([slow, quick])).resolves.toHaveLength(2);
});

test('trusted operations are not looked at', async () => {
  const causes = trustedCauses(recordsNothing);
  await expect(causes.held(sendMessage, async () => ({ status: 201 }))).resolves.toEqual({ status: 201 });
});

test('every event of the contract has an operation that declares it', () => {
  const operations = [...Object.values(publicOperations), ...Object.values(consoleOperations)];
  const declared = new Set<string>(operations.flatMap((operation) => [...operation.emits]));
  expect(declared).toEqual(new Set(webhookEvents));
});
