/** `node src/build.ts`: writes dist/, a static site for any host. */
import { explain } from './failure.ts';
import { prepareSite, places } from './prepare.ts';
import { readSettings } from './settings.ts';

try {
  const { ports } = readSettings([], process.env);
  await prepareSite({ ports, force: true, progress: (step) => console.log(`Documentação: ${step} …`) });
  console.log(`Documentação: pronta em ${places.output}`);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
