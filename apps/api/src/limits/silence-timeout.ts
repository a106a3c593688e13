const turnsOfTheLoop = 5;

/**
 * Gives up on a server that has said nothing at all for so many milliseconds while something was asked of it.
 * One that answers late because much is asked, or because this process is slow to listen, is waited for.
 */
export function silenceTimeout(milliseconds: number) {
  let lastHeard = 0;
  return function orTimeOut<T>(ask: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout;
      const asked = performance.now();
      const listenUntil = (at: number) => {
        timer = setTimeout(() => listen(turnsOfTheLoop), at - performance.now());
      };
      // A question may wait a turn to be sent, and what has come in is read in the turn after: in a process with
      // much to do a turn is long, and that is no silence of the server's.
      const listen = (turns: number) => {
        setImmediate(() => (turns > 1 ? listen(turns - 1) : giveUpOrWait()));
      };
      const giveUpOrWait = () => {
        const waitUntil = Math.max(asked, lastHeard) + milliseconds;
        if (performance.now() < waitUntil) listenUntil(waitUntil);
        else reject(new Error('No answer in time.'));
      };
      listenUntil(asked + milliseconds);
      ask()
        .finally(() => {
          lastHeard = performance.now();
          clearTimeout(timer);
        })
        .then(resolve, reject);
    });
  };
}
