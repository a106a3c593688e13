import type { OpenAPIV3_1 } from 'openapi-types';
import { describe, expect, test } from 'vitest';
import { consoleDocument, numberAt, publicDocument } from './documents.ts';
import {
  consoleLimits,
  consoleMaxima,
  consoleOperations,
  consoleRoles,
  delivery,
  limits,
  maxima,
  publicOperations,
  scopes,
} from './index.ts';

type Schema = OpenAPIV3_1.SchemaObject & { properties: Record<string, Schema> };

function schemaOf(document: OpenAPIV3_1.Document, name: string): Schema {
  const schema = document.components?.schemas?.[name];
  if (!schema) throw new Error(`no schema ${name}`);
  return schema as Schema;
}

const publicSchema = (name: string) => schemaOf(publicDocument, name);
const consoleSchema = (name: string) => schemaOf(consoleDocument, name);

/** A figure as Portuguese prose writes it. */
const written = (figure: number) => figure.toLocaleString('pt-BR');

describe('a figure of an extension that a schema or the prose needs too is the same there', () => {
  test('keys and their scopes', () => {
    expect(publicSchema('ApiKey').properties['scopes']).toHaveProperty('maxItems', scopes.length);
    expect(consoleSchema('ApiKeyScopes')).toHaveProperty('maxItems', scopes.length);
    expect(consoleSchema('MinuteUsage').properties['keys']).toHaveProperty(
      'maxItems',
      consoleLimits.activeKeys,
    );
  });

  test('the largest values', () => {
    expect(consoleMaxima.limit).toBe(numberAt(consoleDocument, 'PageMeta', 'properties', 'limit', 'maximum'));
    expect(consoleMaxima['SimulateBoundaryRequest.seconds']).toBe(consoleLimits.clockAdvanceDays * 86_400);
    expect(maxima['PageMeta.limit']).toBe(maxima.limit);
  });

  test('attempts and replies', () => {
    const attempts = delivery.delaysSeconds.length;
    for (const attempt of [publicSchema('WebhookAttempt'), ...journalAttempts()]) {
      expect(attempt.properties['number']).toHaveProperty('maximum', attempts);
    }
    for (const attempt of [publicSchema('WebhookAttempt'), consoleSchema('JournalAttempt')]) {
      expect(attempt.properties['responseBody']).toHaveProperty('maxLength', delivery.responseBytes);
    }
    for (const whole of [publicSchema('WebhookDelivery'), consoleSchema('JournalDelivery')]) {
      expect(whole.properties['attempts']).toHaveProperty('maxItems', attempts);
    }
  });

  test('the clock of a world', () => {
    const dayMs = 86_400_000;
    expect(consoleSchema('WorldClock').properties['offsetMs']).toHaveProperty(
      'maximum',
      consoleLimits.clockOffsetDays * dayMs,
    );
    expect(consoleSchema('ClockAdvance').properties['endpointsDisabled']).toHaveProperty(
      'maxItems',
      limits.webhookEndpoints,
    );
    expect(consoleSchema('Duration').description).toContain(`${consoleLimits.clockAdvanceDays} dias`);
    expect(consoleDocument.info.description).toContain(`passados ${consoleLimits.clockAdvanceSeconds}`);
  });

  test('the journal', () => {
    const { journalBodyBytes, journalRequests } = consoleLimits;
    expect(consoleSchema('JournalBody')).toHaveProperty('maxLength', journalBodyBytes);
    expect(consoleSchema('JournalBody').description).toContain(written(journalBodyBytes));
    expect(consoleDocument.info.description).toContain(`${written(journalRequests)} requisições`);
  });

  test('the size of a body', () => {
    for (const document of [publicDocument, consoleDocument]) {
      const refusal = document.components?.responses?.['PayloadTooLarge'];
      expect(refusal).toHaveProperty(
        'description',
        expect.stringContaining(written(limits.requestBodyBytes)),
      );
    }
  });
});

function journalAttempts(): Schema[] {
  return [consoleSchema('JournalAttempt'), consoleSchema('PlayedAttempt')];
}

test('what belongs to a world, and nothing else, exists in the sandbox alone', () => {
  const sandboxed = Object.values(consoleOperations).filter(({ sandbox }) => sandbox);
  const ofWorlds = Object.values(consoleOperations).filter(({ path }) => path.startsWith('/worlds'));
  expect(sandboxed.length).toBeGreaterThan(0);
  expect(sandboxed).toEqual(ofWorlds);
  expect(Object.values(publicOperations).filter(({ sandbox }) => sandbox)).toEqual([]);
});

test('the console asks for its token or a session everywhere, and for one role', () => {
  for (const { operationId, security, scopes: asked } of Object.values(consoleOperations)) {
    expect({ operationId, security, asked }).toEqual({
      operationId,
      security: 'consoleToken',
      asked: [expect.toBeOneOf([...consoleRoles])],
    });
  }
  // Whoever may only look changes nothing, but may leave.
  const ofViewers = Object.values(consoleOperations).filter(({ scopes: [role] }) => role === 'view');
  const writes = ofViewers.filter(({ method }) => method !== 'get');
  expect(writes.map(({ operationId }) => operationId)).toEqual(['deleteSession']);
});
