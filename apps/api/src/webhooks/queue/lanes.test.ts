import { expect, test } from 'vitest';
import { createLanes, laneLimits } from './lanes.ts';

const hang = (lanes: ReturnType<typeof createLanes>, webhookId: string) => {
  while (lanes.room(webhookId) > 0) {
    const runningAttempt = lanes.start(webhookId);
    setImmediate(() => runningAttempt);
  }
};

test('an endpoint begins with few slots and earns more with quick attempts, up to the most', () => {
  const lanes = createLanes();
  expect(lanes.room('a')).toBe(laneLimits.firstSlots);
  for (let attempt = 0; attempt < 50; attempt++) lanes.start('a').finished();
  expect(lanes.room('a')).toBe(laneLimits.mostSlots);
});

test('an endpoint that hangs keeps few slots until it is quick again', () => {
  const lanes = createLanes();
  const hanging = lanes.start('a');
  hanging.becameSlow();
  expect(lanes.room('a')).toBe(laneLimits.slowSlots - 1);
  hanging.finished();
  expect(lanes.room('a')).toBe(laneLimits.slowSlots);
  lanes.start('a').finished();
  expect(lanes.room('a')).toBe(laneLimits.firstSlots);
});

test('endpoints that hang fill the fast lane only until they are seen to be slow', () => {
  const lanes = createLanes({ ...laneLimits, fast: 200, slowSlots: 2 });
  const tickets = [];
  for (let endpoint = 0; endpoint < 100; endpoint++) {
    while (lanes.room(`hanging-${endpoint}`) > 0) tickets.push(lanes.start(`hanging-${endpoint}`));
  }
  expect(lanes.room('healthy')).toBe(0);
  for (const runningAttempt of tickets) runningAttempt.becameSlow();
  expect(lanes.room('healthy')).toBe(laneLimits.firstSlots);
  expect(lanes.room('hanging-0')).toBe(0);
});

test('slow endpoints together stay within their lane, and all within the total', () => {
  const lanes = createLanes({ ...laneLimits, fast: 4, slow: 3, total: 6 });
  for (const endpoint of ['a', 'b', 'c']) lanes.start(endpoint).becameSlow();
  const [first] = [lanes.start('d')];
  first?.becameSlow();
  first?.finished();
  expect(lanes.room('d')).toBe(0);
  hang(lanes, 'e');
  hang(lanes, 'f');
  expect(lanes.running()).toBe(6);
});
