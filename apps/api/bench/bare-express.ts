import express from 'express';

// What the comparison is with: Express and nothing else, sending the same object.
const object: unknown = JSON.parse(process.env['BENCH_BODY'] ?? '{}');
const app = express();
app.get('/api/v1/contacts', (_request, response) => {
  response.json(object);
});
app.get('/readyz', (_request, response) => {
  response.json({});
});
app.listen(Number(process.env['ATTENY_API_PORT']), '127.0.0.1');
