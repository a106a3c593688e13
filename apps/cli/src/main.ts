import { proposeCompletions, run } from '@stricli/core';
import { createApp } from './app.ts';
import { contextOf } from './context.ts';
import { exits } from './exit.ts';

const context = contextOf(process);
const app = createApp(context);
const [first, ...rest] = process.argv.slice(2);

if (first === '--complete') {
  const words = rest[0] === '--' ? rest.slice(1) : rest;
  for (const { completion, brief } of await proposeCompletions(app, words, context)) {
    context.stdout.write(`${completion}\t${brief}\n`);
  }
} else {
  await run(app, process.argv.slice(2), context);
  // The library's own codes are negative: all of them are about arguments, but for what is our fault.
  const code = Number(process.exitCode ?? 0);
  if (code < 0) process.exitCode = code === -4 || code === -5 ? exits.usage : exits.fault;
}
