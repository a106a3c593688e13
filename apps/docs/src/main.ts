/** `node src/main.ts`: builds the documentation when it is stale, then serves it. `--help` tells the options. */
import { explain } from './failure.ts';
import { places, prepareSite } from './prepare.ts';
import { requireFreePort } from './server/listen.ts';
import { serveSite } from './server/serve-site.ts';
import { readSettings, usage } from './settings.ts';

try {
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings.help) process.stdout.write(usage);
  else await start(settings);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function start({ host, port, ports }: ReturnType<typeof readSettings>): Promise<void> {
  // Told before the site is built, not after.
  await requireFreePort(host, port);
  await prepareSite({ ports, progress: (step) => console.log(`Documentação: ${step} …`) });
  const site = await serveSite({ folder: places.output, host, port, ports });
  console.log(`Documentação: ${site.url} (em inglês: ${site.url}en/)`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void site.close());
}
