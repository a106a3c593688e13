/** How the command ends: documented in the README and in `atteny --help`. */
export const exits = {
  ok: 0,
  /** What was asked was judged, and it is not right: a receiver, a signature. */
  notRight: 1,
  usage: 2,
  noSandbox: 3,
  token: 4,
  oldNode: 5,
  invalidFile: 6,
  receiverDown: 7,
  tls: 8,
  secret: 9,
  refused: 10,
  inaccessible: 11,
  portTaken: 12,
  fault: 70,
} as const;

export type Exit = (typeof exits)[keyof typeof exits];

/** The command cannot go on. The message is for its user: what is wrong, and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exit: Exit;

  constructor(exit: Exit, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exit = exit;
  }
}
