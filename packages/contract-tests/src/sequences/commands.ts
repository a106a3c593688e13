import type * as fc from 'fast-check';
import { ask } from '../checks/check.ts';
import type { Violation } from '../conformance/violation.ts';
import { subjects, type Subject } from '../contract/catalog.ts';
import { compose } from '../target/compose.ts';
import type { Request } from '../target/exchange.ts';
import { pathOf, letArrive, type Scene } from './scene.ts';
import { subjectOf, withUrl, type Step } from './step.ts';

/** Ends a sequence: something was not as the model knows it. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly violations: Violation[];
  /** What led there, in words. */
  readonly done: readonly string[];

  constructor(violations: Violation[], done: readonly string[]) {
    super(violations[0]?.message ?? 'broken');
    this.violations = violations;
    this.done = done;
  }
}

/** One thing that is done in a scene. The oracle's model is the model: what is seen of the real one is held against it. */
export type Command = fc.AsyncCommand<Scene, Scene>;

/** A request to the API. Its reply is judged by the contract and by the model. */
export class Asking implements Command {
  readonly #step: Step;

  constructor(step: Step) {
    this.#step = step;
  }

  check(scene: Readonly<Scene>): boolean {
    return pathOf(scene, this.#step.picks) !== undefined;
  }

  async run(scene: Scene): Promise<void> {
    scene.done.push(String(this));
    const { picks, query, idempotencyKey, body, credential } = this.#step;
    const subject = subjectOf(this.#step);
    const request = compose(subject, {
      key: scene.keys[credential],
      path: pathOf(scene, picks) ?? {},
      query,
      headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
      ...(body && 'raw' in body && { raw: { body: body.raw, type: body.type } }),
      ...(body && 'json' in body && { json: withUrl(body.json, scene.receiver.url) }),
    });
    const { exchange, violations } = await ask(scene.context, subject, request);
    const { status, json } = exchange.response;
    if (request.method !== 'GET' && status < 300) {
      await letArrive(scene);
      violations.push(...(await lookAt(scene, subject, request, json)));
    }
    if (violations.length > 0) throw new Broken(violations, scene.done);
  }

  toString(): string {
    return this.#step.id;
  }
}

/** What a request has changed is looked at, by itself and in its list, where it has a page of its own. */
async function lookAt(
  scene: Scene,
  changed: Subject,
  request: Request,
  reply: unknown,
): Promise<Violation[]> {
  const { path } = changed.operation;
  const made = (reply as { data?: { id?: string } } | undefined)?.data?.id;
  const page = subjects.find(
    ({ operation }) =>
      operation.method === 'get' &&
      (path.endsWith('}')
        ? operation.path === path
        : new RegExp(`^${path}/\\{\\w+\\}$`).test(operation.path)),
  );
  if (!page || (made === undefined && !path.endsWith('}'))) return [];
  const [asked] = request.path.split('?');
  const own = path.endsWith('}') ? `${asked}` : `${asked}/${made}`;
  const look = { ...compose(page, { key: scene.keys.whole }), path: own };
  const { violations } = await ask(scene.context, page, look);
  const list = subjects.find(
    ({ operation }) =>
      operation.method === 'get' && page.operation.path === `${operation.path}/{${page.parameters[0]?.name}}`,
  );
  if (!list) return violations;
  const all = compose(list, { key: scene.keys.whole, query: { limit: 100 } });
  return [...violations, ...(await ask(scene.context, list, all)).violations];
}

/** Something that is done by others than the API's user: in the inbox, by time, by a receiver. */
export class Doing implements Command {
  readonly #name: string;
  readonly #work: (scene: Scene) => Promise<unknown>;

  constructor(name: string, work: (scene: Scene) => Promise<unknown>) {
    this.#name = name;
    this.#work = work;
  }

  check(): boolean {
    return true;
  }

  async run(scene: Scene): Promise<void> {
    scene.done.push(String(this));
    await this.#work(scene);
    await letArrive(scene);
    const violations = scene.context.recorder.found();
    if (violations.length > 0) throw new Broken(violations, scene.done);
  }

  toString(): string {
    return this.#name;
  }
}
