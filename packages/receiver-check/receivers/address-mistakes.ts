import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import express from 'express';
import { listening, plain } from './receiver.ts';
import type { Mistake } from './signature-mistakes.ts';
import { certificate, privateKey } from './self-signed.ts';

export const addressMistakes: readonly Mistake[] = [
  {
    name: 'the path is another',
    start: () => listening(createServer(express().post('/webhooks/atteny', (_, response) => response.end()))),
    found: ['wrong-address'],
  },
  {
    name: 'the slash at the end is redirected',
    start: () =>
      plain(async ({ url }, response) => {
        response.writeHead(308, { location: `${url}/` }).end();
      }),
    found: ['redirects'],
  },
  {
    name: 'a login stands before it',
    start: () =>
      plain(async (_request, response) => {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="staging"' }).end();
      }),
    found: ['behind-login'],
  },
  {
    name: 'the page of the app answers everything',
    start: () =>
      listening(
        createServer(
          express().use((_, response) => void response.type('html').send('<!doctype html><div id=app>')),
        ),
      ),
    found: ['answers-pages'],
  },
  {
    name: 'nobody listens',
    start: async () => {
      const receiver = await plain(async () => undefined);
      await receiver.close();
      return { ...receiver, close: async () => undefined };
    },
    found: ['unreachable'],
  },
  {
    name: 'the certificate is its own',
    start: async () => {
      const { url, close } = await listening(
        createTlsServer({ key: privateKey, cert: certificate }, (_, response) => response.end()) as never,
      );
      return { url: new URL(url.href.replace('http:', 'https:')), close };
    },
    found: ['tls'],
  },
  {
    name: 'https at a port that speaks http',
    start: async () => {
      const { url, close } = await plain(async (_request, response) => void response.end());
      return { url: new URL(url.href.replace('http:', 'https:')), close };
    },
    found: ['no-tls'],
  },
];
