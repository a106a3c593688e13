export interface Fault {
  /** JSON Pointer into the request, such as `/headers`. */
  readonly path: string;
  /** In Portuguese. */
  readonly message: string;
}

export const notATunnel: Fault = { path: '/headers', message: 'este servidor não abre túneis' };

/** What of a request could not be read, by the code of node's error. */
export function faultOf({ code = '' }: NodeJS.ErrnoException): Fault {
  if (code === 'HPE_HEADER_OVERFLOW')
    return { path: '/headers', message: 'os cabeçalhos são grandes demais' };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { path: '/body', message: 'a requisição não chegou inteira a tempo' };
  }
  return { path: '/headers', message: 'não é uma requisição HTTP válida' };
}

/** What of a body could not be read, when its request had been. */
export function bodyFaultOf(error: NodeJS.ErrnoException): Fault {
  const fault = faultOf(error);
  return fault.path === '/body'
    ? fault
    : { path: '/body', message: 'o corpo não foi enviado como o HTTP pede' };
}
