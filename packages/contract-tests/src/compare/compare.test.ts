import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSender } from '../target/send.ts';
import type { World, Worlds } from '../target/worlds.ts';
import {
  exampleReply,
  openTarget,
  operationOf,
  type Asked,
  type Draft,
  type FakeTarget,
} from '../testing/fake-target.ts';
import { subjects } from '../contract/catalog.ts';
import { compare, type Comparison } from './compare.ts';
import type { Difference } from './difference.ts';
import { comparisonText } from './report.ts';
import { openComparedServer, type ComparedServer } from './compared-server.ts';

interface Contact {
  id: string;
  phoneNumber: string;
  name: string | null;
}

/** Keeps contacts an organization (a key each); whatever else is asked gets the contract's example. */
function keeping(prefix: string, tamper: (asked: Asked, draft: Draft) => void = () => undefined) {
  const kept = new Map<string, Contact[]>();
  const answer = (asked: Asked): Draft => {
    const draft = reply(asked, kept.get(asked.key) ?? []);
    if (operationOf(asked)?.id === 'createContact' && draft.status === 201) {
      kept.set(asked.key, [...(kept.get(asked.key) ?? []), (draft.json as { data: Contact }).data]);
    }
    tamper(asked, draft);
    return draft;
  };
  return answer;

  function reply(asked: Asked, contacts: Contact[]): Draft {
    const subject = operationOf(asked);
    if (!subject) throw new Error(`no operation for ${asked.method} ${asked.path}`);
    if (!/^\w+-\d+$/.test(asked.key)) {
      return exampleReply(subject, 401, asked.key === '' ? 'unauthorized' : 'invalid_api_key');
    }
    const success = [...subject.replies.keys()].find((status) => status < 300) ?? 200;
    const draft = exampleReply(subject, success);
    if (subject.id === 'createContact') {
      const { phoneNumber, name } = (asked.json ?? {}) as Partial<Contact>;
      if (typeof phoneNumber !== 'string' || typeof (name ?? '') !== 'string') {
        return exampleReply(subject, 400);
      }
      if (contacts.some((contact) => contact.phoneNumber === phoneNumber)) return exampleReply(subject, 409);
      Object.assign((draft.json as { data: Contact }).data, {
        id: `${prefix}${contacts.length}`,
        phoneNumber,
        name: name ?? null,
      });
    }
    if (subject.id === 'getContact') {
      const found = contacts.find(({ id }) => asked.path.endsWith(`/${id}`));
      if (!found) return exampleReply(subject, 404);
      Object.assign((draft.json as { data: Contact }).data, found);
    }
    return draft;
  }
}

const targets: FakeTarget[] = [];
const senders: { close(): void }[] = [];
afterAll(async () => {
  for (const sender of senders) sender.close();
  for (const target of targets) await target.close();
});

async function side(
  name: string,
  answer: (asked: Asked) => Draft,
  stateless = false,
): Promise<ComparedServer> {
  const target = await openTarget(answer);
  const sender = createSender(target.base);
  targets.push(target);
  senders.push(sender);
  let made = 0;
  const world = (): World =>
    ({
      key: `${name}-${++made}`,
      contactId: 'absent',
      conversationId: 'cnv',
      keyWith: () => Promise.resolve(`${name}-${made}`),
      change: () => Promise.resolve(),
      advance: () => Promise.resolve({}),
    }) as unknown as World;
  const worlds: Worlds = {
    all: () => [],
    create: () => Promise.resolve(world()),
    close: () => Promise.resolve(),
  };
  return openComparedServer({
    name,
    key: `${name}-0`,
    worlds: stateless ? undefined : worlds,
    stateless,
    send: (request) => sender.send(request),
    now: () => 0,
  });
}

const run = (sides: readonly [ComparedServer, ComparedServer]): Promise<Comparison> =>
  compare(sides, {
    seed: 7,
    runs: 60,
    longest: 12,
    receiver: 'http://127.0.0.1:9/x',
    pause: () => Promise.resolve(),
  });

const ids = ({ found }: Comparison): string[] => (found?.played ?? []).map(({ step }) => step.id);
const last = ({ found }: Comparison) => found?.played.at(-1)?.undeclared[0];

function isContact(body: unknown): body is Partial<Contact> {
  const { phoneNumber, name = null } = (body ?? {}) as Partial<Record<keyof Contact, unknown>>;
  return typeof phoneNumber === 'string' && (name === null || typeof name === 'string');
}

/** An example server: it answers everything, and refuses only what has no key or no fitting body. */
function example(asked: Asked): Draft {
  const subject = operationOf(asked);
  if (!subject) throw new Error('no operation');
  if (asked.key === '') return exampleReply(subject, 401, 'unauthorized');
  if (subject.id === 'createContact' && !isContact(asked.json)) return exampleReply(subject, 400);
  return exampleReply(subject, [...subject.replies.keys()].find((status) => status < 300) ?? 200);
}

describe('two servers that keep state', () => {
  let sound: ComparedServer;
  beforeAll(async () => {
    sound = await side('left', keeping('l'));
  });

  test('agree although they give different ids', async () => {
    const result = await run([sound, await side('right', keeping('r'))]);
    expect(result.found).toBeUndefined();
    expect(result.sequences).toBe(60);
    expect(result.requests).toBeGreaterThan(200);
  });

  test.each<[string, Difference['kind'], (draft: Draft) => unknown]>([
    ['a status', 'status', (draft: Draft) => (draft.status = 200)],
    ['a missing header', 'headers', (draft: Draft) => delete draft.headers['x-request-id']],
    ['a media type', 'media type', (draft: Draft) => (draft.headers['content-type'] = 'text/json')],
    [
      'a missing property',
      'branch',
      (draft: Draft) => delete (draft.json as { data: Partial<Contact> }).data.name,
    ],
    [
      'a number as text',
      'branch',
      (draft: Draft) =>
        ((draft.json as { data: object }).data = { ...(draft.json as { data: object }).data, name: 7 }),
    ],
    [
      'a value',
      'value',
      (draft: Draft) => ((draft.json as { data: Contact }).data.phoneNumber = '+5511900000000'),
    ],
    ['a count', 'value', (draft: Draft) => (draft.headers['x-api-quota-used'] = '2')],
    ['an envelope', 'envelope', (draft: Draft) => (draft.json = { ...(draft.json as object), meta: {} })],
  ])('%s that one reply alone shows is found in one step', async (_name, kind, change) => {
    const tampered = keeping('r', (asked, draft) => {
      if (operationOf(asked)?.id === 'createContact' && draft.status === 201) change(draft);
    });
    const result = await run([sound, await side('right', tampered)]);
    expect(ids(result)).toEqual(['createContact']);
    expect(last(result)?.kind).toBe(kind);
  });

  test('a contact that is forgotten is found by the two steps that show it', async () => {
    const forgetful = keeping('r', (asked, draft) => {
      const subject = operationOf(asked);
      if (subject?.id === 'getContact' && draft.status === 200) {
        Object.assign(draft, exampleReply(subject, 404));
      }
    });
    const result = await run([sound, await side('right', forgetful)]);
    expect(ids(result)).toEqual(['createContact', 'getContact']);
    expect(last(result)).toEqual({ kind: 'status', message: '200 | 404' });
    expect(comparisonText([sound, sound], result, 7)).toContain(
      'GET /contacts/{the contact made in step 1} → 200 | 404',
    );
  });

  test('a number that may be given twice is found by giving it twice', async () => {
    const lax = keeping('r', (asked, draft) => {
      if (draft.status === 409) Object.assign(draft, exampleReply(operationOf(asked) ?? subjects[0]!, 201));
    });
    const result = await run([sound, await side('right', lax)]);
    expect(ids(result)).toEqual(['createContact', 'createContact']);
    const numbers = result.found?.played.map(({ step }) => (step.body as { json: Contact }).json.phoneNumber);
    expect(new Set(numbers).size).toBe(1);
  });

  test('a side that stops answering is an error, not an agreement', async () => {
    const target = await openTarget(keeping('r'));
    const sender = createSender(target.base);
    await target.close();
    const gone: ComparedServer = { ...sound, send: (request) => sender.send(request) };
    await expect(run([sound, gone])).rejects.toThrow(/nothing listens/);
  });

  test('an id that stands for another thing is a difference', async () => {
    const mixed = keeping('r', (asked, draft) => {
      if (operationOf(asked)?.id === 'getContact' && draft.status === 200) {
        (draft.json as { data: Contact }).data.id = 'r_another';
      }
    });
    const result = await run([sound, await side('right', mixed)]);
    expect(ids(result)).toEqual(['createContact', 'getContact']);
    expect(last(result)?.message).toContain('/data/id');
  });
});

describe('beside a mock', () => {
  test('what it cannot hold is counted by its class, on either side', async () => {
    const [server, mock] = [await side('left', keeping('l')), await side('mock', example, true)];
    for (const sides of [[server, mock] as const, [mock, server] as const]) {
      const result = await run(sides);
      expect(result.found).toBeUndefined();
      expect(result.declared.get('absent id')).toBeGreaterThan(0);
      expect(result.declared.get('conflict')).toBeGreaterThan(0);
      expect(result.declared.get('wrong key')).toBeGreaterThan(0);
      expect(comparisonText(sides, result, 7)).toMatch(
        /absent id +\d+ {2}to a mock every well-formed id exists/,
      );
    }
  });

  test('a refusal that the mock invents is no declared class', async () => {
    const strict = (asked: Asked): Draft =>
      operationOf(asked)?.id === 'getMe' && asked.key !== ''
        ? exampleReply(subjects[0]!, 403)
        : example(asked);
    const result = await run([await side('left', keeping('l')), await side('mock', strict, true)]);
    expect(ids(result)).toEqual(['getMe']);
    expect(last(result)).toEqual({ kind: 'status', message: '200 | 403' });
  });

  test('values are the mock’s own, properties are not', async () => {
    const poor = (asked: Asked): Draft => {
      const draft = example(asked);
      if (operationOf(asked)?.id === 'getMe' && draft.status === 200) {
        delete (draft.json as { data: { plan?: unknown } }).data.plan;
      }
      return draft;
    };
    const result = await run([await side('left', keeping('l')), await side('mock', poor, true)]);
    expect(ids(result)).toEqual(['getMe']);
    expect(last(result)?.kind).toBe('branch');
  });
});
