import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Detail } from './refusal.ts';
import { carriesBody } from './media.ts';

/** How a server answers, whatever it is sent. */
export interface Answers {
  /** A request that HTTP has nothing against; its body may still be wanting. */
  readonly request: (request: IncomingMessage, response: ServerResponse) => void;
  /** A request that cannot be read on: 400, with what is wrong. */
  readonly unreadable: (request: IncomingMessage, response: ServerResponse, problem: Detail) => void;
  /** What is no request at all: 400 on the bare connection, which this ends. */
  readonly noRequest: (socket: Duplex, problem: Detail) => void;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Of one server. */
interface Connections {
  readonly open: Set<Socket>;
  readonly lastOf: WeakMap<Duplex, Exchange>;
  isClosing: boolean;
}

/** Requests that have come on one connection and are not begun yet; who sends more is cut off. */
const mostWaiting = 1_000;

/**
 * An HTTP server that does not listen yet. Node's own refusals, which have no body, are replaced by the caller's: for
 * bytes that are no HTTP, a Host that is missing or doubled, a tunnel, and whatever does not come in time. A reply that is
 * under way is never replaced by one about what came after its request.
 */
export function createHttpServer(options: ServerOptions, answers: Answers): Server {
  const lastOf = new WeakMap<Duplex, Exchange>();
  const connections: Connections = { open: new Set(), lastOf, isClosing: false };
  const waitingOn = new WeakMap<Duplex, number>();
  const server = createServer({ ...options, requireHostHeader: false });
  const begin = (request: IncomingMessage, response: ServerResponse) => {
    const problem = hostProblem(request);
    if (problem === undefined) answers.request(request, response);
    else answers.unreadable(request, response, problem);
  };
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    // What came behind a request whose reply closed the connection cannot be answered: it is not performed either.
    if (!socket.writable) return;
    if (connections.isClosing) closeWith(response);
    const before = lastOf.get(socket)?.response;
    lastOf.set(socket, { request, response });
    if (before === undefined || before.closed) {
      begin(request, response);
      return;
    }
    // A connection has one request under way: who sends many without waiting for their replies takes no more of the server than
    // others do.
    const others = waitingOn.get(socket) ?? 0;
    if (others === mostWaiting) {
      socket.destroy();
      return;
    }
    waitingOn.set(socket, others + 1);
    before.once('close', () => {
      waitingOn.set(socket, (waitingOn.get(socket) ?? 0) - 1);
      // It may have been answered as one that broke off.
      if (socket.writable && !response.writableEnded) begin(request, response);
    });
  };
  server.on('request', take);
  // An expectation that nobody knows is ignored; a body is asked for once the rest of its request is judged.
  server.on('checkExpectation', take);
  server.on('checkContinue', (request, response) => {
    waiting.set(response, response.shouldKeepAlive);
    // Whether the body comes unasked is not known: the next request could not be told from it.
    response.shouldKeepAlive = false;
    take(request, response);
  });
  // Who ends its half of the connection behind a request still gets the reply, if it has an end.
  Object.assign(server, { httpAllowHalfOpen: true });
  connectionsOf.set(server, connections);
  server.on('connection', (socket) => {
    connections.open.add(socket);
    socket.once('close', () => connections.open.delete(socket));
    socket.on('end', () => {
      const response = lastOf.get(socket)?.response;
      if (response !== undefined && isEndless(response)) response.destroy();
    });
  });
  server.on('connect', (_request, socket) => refuse(socket, problems.tunnel));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const last = lastOf.get(socket);
    if (last === undefined || (last.request.complete && last.response.closed)) {
      refuse(socket, problemOf(error));
    } else if (last.request.complete) {
      last.response.once('close', () => refuse(socket, problemOf(error)));
    } else if (last.response.headersSent) {
      socket.destroy();
    } else {
      last.response.shouldKeepAlive = false;
      // Nothing more of it is waited for.
      brokenOff.add(last.response);
      last.response.once('close', () => socket.destroy());
      answers.unreadable(last.request, last.response, bodyFaultOf(error));
    }
  });
  return server;

  function refuse(socket: Duplex, problem: Detail): void {
    // A client that is gone already is no news.
    socket.on('error', () => socket.destroy());
    const silent = 'bytesRead' in socket && socket.bytesRead === 0;
    if (!socket.writable || silent) socket.destroy();
    else answers.noRequest(socket, problem);
  }
}

const connectionsOf = new WeakMap<Server, Connections>();

/** From now on each connection closes with a reply: to the last request under way on it, or to the next. */
export function closeWithReplies(server: Server): void {
  const connections = connectionsOf.get(server);
  if (connections === undefined) return;
  connections.isClosing = true;
  for (const socket of connections.open) {
    const last = connections.lastOf.get(socket)?.response;
    if (last !== undefined && !last.headersSent) closeWith(last);
  }
}

function closeWith(response: ServerResponse): void {
  response.shouldKeepAlive = false;
  if (waiting.has(response)) waiting.set(response, false);
}

/** Closes the connections that have never sent anything, such as a browser or a proxy opens ahead. To Node they are not idle. */
export function closeUnusedConnections(server: Server): void {
  for (const socket of connectionsOf.get(server)?.open ?? []) {
    if (socket.bytesRead === 0) socket.destroy();
  }
}

function isEndless(response: ServerResponse): boolean {
  return response.headersSent && !response.writableEnded && !response.hasHeader('Content-Length');
}

/** Replies to requests that cannot be read on. */
const brokenOff = new WeakSet<ServerResponse>();

/** Replies whose request waits to be asked for its body, and whether their connection would stay. */
const waiting = new WeakMap<ServerResponse, boolean>();

/** Asks for the body of a request that waits for it; does nothing for any other. */
export function askForBody(response: ServerResponse): void {
  const stays = waiting.get(response);
  if (stays === undefined) return;
  waiting.delete(response);
  response.shouldKeepAlive = stays;
  response.writeContinue();
}

/**
 * Ends a reply that has its Content-Length. Replies that are ready within one turn of the event loop leave at its end, one
 * right after the other: each write wakes whoever waits for it, and a client that is awake already reads several.
 *
 * Where the connection closes with it and the client is still sending, the end waits until that is over: a connection that
 * is closed before would take the reply with it. Who never stops sending is cut off by the server's requestTimeout.
 */
export function endReply(request: IncomingMessage, response: ServerResponse, text: string): void {
  if (request.complete) {
    setImmediate(() => response.end(text));
    return;
  }
  const sending = carriesBody(request.headers) && !waiting.has(response) && !brokenOff.has(response);
  if (!sending || response.shouldKeepAlive) {
    response.end(text);
    return;
  }
  response.write(text);
  request.once('close', () => response.end());
  request.resume();
}

const problems = {
  tunnel: { path: '/headers', message: 'este servidor não abre túneis' },
  tooLarge: { path: '/headers', message: 'os cabeçalhos são grandes demais' },
  late: { path: '/body', message: 'a requisição não chegou inteira a tempo' },
  noHttp: { path: '/headers', message: 'não é uma requisição HTTP válida' },
  body: { path: '/body', message: 'o corpo não foi enviado como o HTTP pede' },
  noHost: { path: '/headers/host', message: 'é obrigatório' },
  hosts: { path: '/headers/host', message: 'só pode vir uma vez' },
} as const satisfies Record<string, Detail>;

/** HTTP/1.1 demands exactly one Host. Of two, whoever stands before this server may have believed the other. */
function hostProblem({ rawHeaders, httpVersion }: IncomingMessage): Detail | undefined {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  if (hosts > 1) return problems.hosts;
  return hosts === 0 && httpVersion === '1.1' ? problems.noHost : undefined;
}

/** What of a request could not be read, by the code of Node's error. */
function problemOf({ code }: NodeJS.ErrnoException): Detail {
  if (code === 'HPE_HEADER_OVERFLOW') return problems.tooLarge;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? problems.late : problems.noHttp;
}

function bodyFaultOf({ code }: NodeJS.ErrnoException): Detail {
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? problems.late : problems.body;
}
