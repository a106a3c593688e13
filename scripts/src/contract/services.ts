import { createConnection } from 'node:net';

const timeoutMs = 1000;

/**
 * The databases that the suite may use, as variables of its tasks: they are part of what a cached result holds for.
 * A service that cannot be reached is left out.
 */
export async function reachableServices(
  environment: NodeJS.ProcessEnv,
  reaches: (url: URL) => Promise<boolean> = answers,
): Promise<{ postgres: string | undefined; redis: string | undefined }> {
  const postgres = environment['ATTENY_CONTRACT_POSTGRES'] || 'postgres://postgres@127.0.0.1:5432/postgres';
  const redis = environment['ATTENY_CONTRACT_REDIS'] || 'redis://127.0.0.1:6379';
  const [hasPostgres, hasRedis] = await Promise.all([reaches(new URL(postgres)), reaches(new URL(redis))]);
  return { postgres: hasPostgres ? postgres : undefined, redis: hasRedis ? redis : undefined };
}

function answers({ hostname, port, protocol }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const usual = protocol === 'redis:' ? 6379 : 5432;
    const socket = createConnection({ host: hostname, port: port === '' ? usual : Number(port) });
    const end = (reached: boolean) => () => {
      socket.destroy();
      resolve(reached);
    };
    socket.setTimeout(timeoutMs, end(false)).once('connect', end(true)).once('error', end(false));
  });
}
