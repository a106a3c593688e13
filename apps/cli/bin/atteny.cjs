#!/usr/bin/env node
// Old syntax on purpose: whatever Node starts this can read it, and say what it lacks.
var needed = [22, 18];
var parts = process.versions.node.split('.').map(Number);
if (parts[0] > needed[0] || (parts[0] === needed[0] && parts[1] >= needed[1])) {
  // Node 22 calls its SQLite experimental; what the sandbox needs of it is tested there.
  var emitWarning = process.emitWarning.bind(process);
  process.emitWarning = function (warning) {
    if (!/SQLite is an experimental feature/.test(String(warning))) emitWarning.apply(null, arguments);
  };
  // What was compiled once is read back at the next start: a third less to wait.
  require('node:module').enableCompileCache();
  void import('../dist/main.js');
} else {
  var english = /^(?!pt|C\b|POSIX\b)./i.test(
    process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '',
  );
  console.error(
    english
      ? 'atteny needs Node 22.18 or newer, and this is ' +
          process.versions.node +
          '. Install a newer one: https://nodejs.org'
      : 'O atteny precisa do Node 22.18 ou mais novo, e este é o ' +
          process.versions.node +
          '. Instale um mais novo: https://nodejs.org',
  );
  process.exitCode = 5;
}
