/**
 * Loaded into each part before its own code (`node --import`): when the process that started it is gone, however it
 * went, the part ends as well, and with it what it has started itself.
 */
const timeoutMs = 3000;

process.once('disconnect', () => {
  process.once('exit', () => signalGroup('SIGKILL'));
  setTimeout(() => process.exit(1), timeoutMs).unref();
  signalGroup('SIGTERM');
});
// Watching must not keep a part alive that has nothing else to do.
process.channel?.unref();

/** The part leads a group of its own, which it is in itself. */
function signalGroup(signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(process.platform === 'win32' ? process.pid : -process.pid, signal);
  } catch {
    // It is no leader: whoever started it ends it.
  }
}
