/** One thing that the client did. The key and the bodies are in none of them. */
export type DebugEvent =
  | { type: 'request'; operation: string; url: string; attempt: number }
  | {
      type: 'response';
      operation: string;
      attempt: number;
      status: number;
      requestId: string | undefined;
      durationMs: number;
    }
  | { type: 'failure'; operation: string; attempt: number; error: Error; durationMs: number }
  | { type: 'retry'; operation: string; attempt: number; delayMs: number; error: Error };

/** Tells the hook, whose own failures are not the call's. */
export function tell(hook: ((event: DebugEvent) => void) | undefined, event: DebugEvent): void {
  try {
    hook?.(event);
  } catch {
    // A broken hook must not turn a success into a failure, nor an error into another.
  }
}
