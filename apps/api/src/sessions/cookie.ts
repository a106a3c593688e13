const name = 'atteny_console';
const path = '/console';
const shape = /(?:^|; *)atteny_console=([A-Za-z0-9]{43})(?:;|$)/;

/** The session's secret in a Cookie header. */
export function sessionSecretOf(header: string | undefined): string | undefined {
  return shape.exec(header ?? '')?.[1];
}

/** The Set-Cookie of a session: no script reads it, no other site sends it along. */
export function sessionCookie(secret: string, expiresAt: number, secure: boolean): string {
  const attributes = `Path=${path}; HttpOnly; SameSite=Lax; Expires=${new Date(expiresAt).toUTCString()}`;
  return `${name}=${secret}; ${attributes}${secure ? '; Secure' : ''}`;
}
