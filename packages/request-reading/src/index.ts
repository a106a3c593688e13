export { bearerToken } from './bearer.ts';
export { BrokenOff, isWhole } from './body.ts';
export {
  type AllowedCallers,
  allowedCallers,
  callersWarning,
  demandOwnHost,
  originHeaders,
  preflightHeaders,
} from './callers.ts';
export type { Problem } from './details.ts';
export { type Detail, type RequestFailure, RequestRefusal } from './refusal.ts';
export { type Home, homeReply, type HomeReply } from './home.ts';
export {
  askForBody,
  closeUnusedConnections,
  closeWithReplies,
  createHttpServer,
  endReply,
} from './http-server.ts';
export { listen, ListenError, nameOf, type Place, type PlaceSettings, usualPorts } from './listen.ts';
export type { FoundOperation } from './operations.ts';
export type { QueryValues } from './query.ts';
export { type Contents, type ReaderOptions, type RequestReader, requestReader } from './reader.ts';
export { readRequestTarget, type RequestTarget } from './request-target.ts';
