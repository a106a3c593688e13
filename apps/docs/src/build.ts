/** `node src/build.ts`: writes dist/, a static site for any host; with `--for-start` the site that `main.ts` serves. */
import { explain } from './failure.ts';
import { prepareSite, places } from './prepare.ts';
import { readSettings } from './settings.ts';

try {
  const { ports, site } = readSettings([], process.env);
  const forStart = process.argv.includes('--for-start');
  const output = forStart ? places.served : places.dist;
  await prepareSite({
    output,
    ports,
    site,
    force: !forStart,
    progress: (step) => console.log(`Documentação: ${step} …`),
  });
  console.log(`Documentação: pronta em ${output}`);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
