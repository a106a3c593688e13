/** `node src/main.ts`: builds the documentation when it is stale, serves it, and builds it anew when guides or contract change. `--help` tells the options. */
import { explain } from './failure.ts';
import { buildCommand, keepFresh } from './keep-fresh.ts';
import { places, prepareSite } from './prepare.ts';
import { requireFreePort, serveSite } from './server/serve-site.ts';
import { readSettings, usage } from './settings.ts';

try {
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings.help) process.stdout.write(usage);
  else await start(settings);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function start({ host, port, ports, site }: ReturnType<typeof readSettings>): Promise<void> {
  // Told before the site is built, not after.
  await requireFreePort({ host, port });
  await prepareSite({
    output: places.served,
    ports,
    site,
    progress: (step) => console.log(`Documentação: ${step} …`),
  });
  const served = await serveSite({ folder: places.served, host, port, ports });
  console.log(`Documentação: ${served.url} (em inglês: ${served.url}en/)`);
  const stop = keepFresh({
    folders: [places.spec, places.guides, places.errors],
    command: buildCommand,
    environment: { ...process.env, ATTENY_DOCS_URL: site },
    said: (text, failed) => (failed ? console.error(text) : console.log(text)),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop();
      void served.close();
    });
  }
}
