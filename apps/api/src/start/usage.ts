/** What `pnpm sandbox --help` says: every setting of the process. */
export const usage = `pnpm sandbox [--reset] [--help]

Inicia o servidor da API Atteny. Como sandbox (o padrão), só nesta máquina, com dados de demonstração e uma chave pronta.

  --reset   começa de novo, com a pasta de dados vazia
  --help    este texto

As demais escolhas vêm do ambiente:

  ATTENY_MODE              sandbox (padrão) ou production
  ATTENY_API_PORT          porta; 4000
  ATTENY_API_HOST          endereço; 127.0.0.1 no sandbox, 0.0.0.0 em produção
  ATTENY_DATA_FOLDER       pasta do banco embutido; .data
  DATABASE_URL             um PostgreSQL em vez do banco embutido
  REDIS_URL                onde contar os minutos quando há vários processos; precisa de DATABASE_URL
  ATTENY_CONSOLE_TOKEN     token do console; no sandbox, um novo a cada início
  ATTENY_SECRETS_KEY       32 bytes em base64 que selam os segredos de webhook
  ATTENY_METRICS_PORT      porta das métricas do Prometheus; 9464 em produção, nenhuma no sandbox
  ATTENY_METRICS_HOST      endereço das métricas; 127.0.0.1
  ATTENY_LOG_LEVEL         silent, fatal, error, warn (padrão no sandbox), info (padrão em produção), debug ou trace
  ATTENY_VALIDATE_REPLIES  all (padrão no sandbox) ou sample (padrão em produção)
`;
