const bearer = /^Bearer +(\S.*)$/i;

/** The token of an Authorization header with the Bearer scheme; another scheme brings none. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return bearer.exec(authorization ?? '')?.[1]?.trim();
}
