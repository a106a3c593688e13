import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lineInProse, rulesInProse, sourceOf } from './source.ts';

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));

function textAt({ file, line }: { file: string; line: number }): string {
  return readFileSync(`${workspace}/${file}`, 'utf8').split('\n')[line - 1] ?? '';
}

const ofReply = (operationId: string, place: string) => sourceOf({ operationId, status: 200, place });

describe('the line of the contract', () => {
  test('of a property, through references, lists and alternatives', () => {
    const source = ofReply('listConversations', '/body/data/3/lastMessage/mediaUrl');
    expect(source.file).toBe('spec/atteny/components/schemas/Message.yaml');
    expect(textAt(source)).toContain('mediaUrl:');
    const contact = ofReply('listConversations', '/body/data/0/contact/name');
    expect(contact.file).toBe('spec/atteny/components/schemas/Contact.yaml');
    expect(textAt(contact)).toContain('name:');
  });

  test('of a property that no schema names is where the named ones stand', () => {
    const source = ofReply('listContacts', '/body/data/0/organizationId');
    expect(source.file).toBe('spec/atteny/components/schemas/Contact.yaml');
    expect(textAt(source)).toBe('properties:');
  });

  test('of a value of a wrong form is the keyword that it breaks', () => {
    const schema = '#/components/schemas/Timestamp/pattern';
    const source = sourceOf({
      operationId: 'getContact',
      status: 200,
      place: '/body/data/createdAt',
      schema,
    });
    expect(source.file).toBe('spec/atteny/components/schemas/Timestamp.yaml');
    expect(textAt(source)).toMatch(/^pattern:/);
  });

  test('of a header is its own file: what it says, or that it has to be there', () => {
    const place = '/headers/x-ratelimit-remaining';
    const source = ofReply('getMe', place);
    expect(source.file).toBe('spec/atteny/components/headers/X-RateLimit-Remaining.yaml');
    expect(textAt(source)).toMatch(/^description:/);
    const message = 'header X-RateLimit-Remaining is missing';
    expect(textAt(sourceOf({ operationId: 'getMe', status: 200, place, message }))).toBe('required: true');
  });

  test('of a status is where the operation names the one that was due', () => {
    const source = sourceOf({ operationId: 'getMe', status: 401, place: '/status' });
    expect(source.file).toBe('spec/atteny/paths/me.yaml');
    expect(textAt(source)).toContain("'401':");
    const undocumented = sourceOf({ operationId: 'getMe', status: 418, place: '/status' });
    expect(textAt(undocumented)).toContain('responses:');
  });

  test('of what a delivery brings is that of its header and of its body', () => {
    const contact = ofReply('message.sent', '/body/data/contact/name');
    expect(contact.file).toBe('spec/atteny/components/schemas/Contact.yaml');
    const stale = ofReply('message.sent', '/headers/webhook-timestamp');
    expect(stale.file).toBe('spec/atteny/components/parameters/standard-webhook-timestamp.yaml');
    expect(textAt(stale)).toMatch(/^description:/);
  });

  test('of an event that did not come is what the event says, or that an operation causes it', () => {
    const lost = sourceOf({
      operationId: 'advanceClock',
      status: 200,
      place: '/attempts',
      message: 'message.sent was not delivered',
    });
    expect(lost.file).toBe('spec/atteny/webhooks/message.sent.yaml');
    expect(textAt(lost)).toContain('description:');
    const uncaused = sourceOf({ operationId: 'sendMessage', status: 201, rule: 'emits' });
    expect(textAt(uncaused)).toContain('x-atteny-emits:');
  });

  test.each(rulesInProse)('of «%s» is in the prose', (rule) => {
    expect(textAt(lineInProse(rule) ?? { file: 'README.md', line: 0 })).not.toBe('');
  });
});
