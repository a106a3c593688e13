/** Settings of a server as it is run for real, every reply held against the contract. */
export const production = {
  ATTENY_MODE: 'production',
  ATTENY_LOG_LEVEL: 'error',
  ATTENY_METRICS_PORT: '0',
  ATTENY_VALIDATE_REPLIES: 'all',
  ATTENY_SECRETS_KEY: Buffer.alloc(32).toString('base64'),
};

/** The head of a GET, without the empty line. */
export const headOf = (key: string, target: string, basePath = '/api/v1') =>
  `GET ${basePath}${target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nAccept: application/json`;
