import type { createInstance } from '@stoplight/prism-http';

type Logger = Parameters<typeof createInstance>[1]['logger'];

const ignore = () => {};

/** Prism tells its story in a dozen lines a request; the mock has one line of its own. */
export const silent = {
  info: ignore,
  warn: ignore,
  error: ignore,
  debug: ignore,
  success: ignore,
  trace: ignore,
  child: () => silent,
} as unknown as Logger;
