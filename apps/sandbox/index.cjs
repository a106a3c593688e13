// What an older Node lacks is said before anything that needs it is loaded.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  throw new Error(
    `@atteny/sandbox precisa do Node 22.18 ou mais novo, e este é o ${process.versions.node}: instale um mais novo, https://nodejs.org`,
  );
}
// Node 22 calls its SQLite experimental when it is first loaded; what the sandbox needs of it is tested there.
const emitWarning = process.emitWarning.bind(process);
process.emitWarning = (warning, ...rest) => {
  if (!/SQLite is an experimental feature/.test(String(warning))) emitWarning(warning, ...rest);
};
process.getBuiltinModule('node:sqlite');
process.emitWarning = emitWarning;

module.exports = require('./dist/server.cjs');
