import { expect, test } from 'vitest';
import { proxyComplaints } from './proxy.ts';

const said = (violations: unknown) => ({
  status: 200,
  headers: { 'sl-violations': JSON.stringify(violations) },
  text: '',
  json: undefined,
});

test('what the proxy says against the reply is a complaint, with its place', () => {
  const violations = [
    { location: ['response', 'body', 'data'], severity: 'Error', message: 'must be object' },
  ];
  expect(proxyComplaints(said(violations))).toEqual(['response.body.data: must be object']);
});

test('what it says against the request, or only warns of, is none', () => {
  const violations = [
    { location: ['request', 'query', 'limit'], severity: 'Error', message: 'must be <= 100' },
    { location: ['response', 'header'], severity: 'Warning', message: 'unknown' },
  ];
  expect(proxyComplaints(said(violations))).toEqual([]);
});

test('without a proxy there is nothing to say', () => {
  expect(proxyComplaints({ status: 200, headers: {}, text: '', json: undefined })).toEqual([]);
});
