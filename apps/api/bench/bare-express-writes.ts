import express from 'express';
import { bareIn, type Kind } from './bare-writes.ts';

// What HTTP alone leaves of bare transactions: Express reads a body, writes the same rows in the same statements, and answers.
const bare = await bareIn(process.env, 'bare-express.sqlite');
const app = express();
app.get('/readyz', (_request, response) => {
  response.json({});
});
app.post('/:kind/:writer', express.json(), async ({ params, body }, response) => {
  await bare.once(params.kind as Kind, Number(params.writer));
  const reply: unknown = { success: true, data: { id: params.writer, createdAt: new Date(), ...body } };
  response.status(201).json(reply);
});
app.listen(Number(process.env['ATTENY_API_PORT']), '127.0.0.1');
