/** The page that sends requests: the chosen operation's form, the request, and the reply as it came. */
import { recall, remember } from './memory.ts';

begin(need(document, '[data-try]', HTMLElement));

function begin(page: HTMLElement): void {
  const form = need(page, '[data-request-form]', HTMLFormElement);
  const view = need(page, '[data-reply-view]', HTMLElement);
  const operation = need(form, '[data-operation]', HTMLSelectElement);
  const server = need(form, '[data-server]', HTMLSelectElement);
  const place = need(form, '[data-operation-form]', HTMLElement);
  form.hidden = false;
  page.querySelector('[data-without-scripts]')?.remove();

  const chosen = () => need(page, `template[data-form="${operation.value}"]`, HTMLTemplateElement);
  const show = () => {
    const template = chosen();
    place.replaceChildren(template.content.cloneNode(true));
    need(form, '[data-reference]', HTMLAnchorElement).href = template.dataset['address'] ?? '';
    view.hidden = true;
    followServer();
    const example = place.querySelector<HTMLSelectElement>('[data-body-example]');
    example?.addEventListener('change', () => {
      need(place, '[data-body]', HTMLTextAreaElement).value = example.value;
    });
  };
  const followServer = () => {
    const wanted = place.querySelector<HTMLElement>('[data-mock-only]');
    if (wanted) wanted.hidden = server.value !== 'mock';
  };
  const followAddress = () => {
    // Addresses of before ended like `#api/tag/contacts/createContact`.
    const id = location.hash.split('/').at(-1)?.replace('#', '') ?? '';
    if (![...operation.options].some(({ value }) => value === id)) return;
    operation.value = id;
    show();
  };

  // The samples of the whole site share this choice; production takes no requests from a page.
  server.value = recall('origin') === 'sandbox' ? 'sandbox' : 'mock';
  server.addEventListener('change', () => {
    remember('origin', server.value);
    followServer();
  });
  operation.addEventListener('change', () => {
    history.replaceState(null, '', `#${operation.value}`);
    show();
  });
  addEventListener('hashchange', followAddress);
  show();
  followAddress();

  let sending: AbortController | null = null;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sending?.abort();
    sending = new AbortController();
    void send(requestOf(form, chosen(), server), sending.signal, view, page.dataset['console'] ?? null);
  });
}

function requestOf(form: HTMLFormElement, template: HTMLTemplateElement, server: HTMLSelectElement): Request {
  const base = server.selectedOptions[0]?.dataset['baseUrl'] ?? '';
  let path = template.dataset['path'] ?? '';
  const query = new URLSearchParams();
  const headers = new Headers();
  const key = need(form, '[data-api-key]', HTMLInputElement).value.trim();
  if (key) headers.set('Authorization', `Bearer ${key}`);
  for (const field of form.querySelectorAll<HTMLInputElement>('[data-parameter]')) {
    const { parameter = '', in: part } = field.dataset;
    if (part === 'path') path = path.replace(`{${parameter}}`, encodeURIComponent(field.value));
    else if (field.value === '') continue;
    else if (part === 'query') query.set(parameter, field.value);
    else headers.set(parameter, field.value);
  }
  const wanted = form.querySelector<HTMLSelectElement>('[data-wanted]')?.value;
  if (wanted && server.value === 'mock') headers.set('Prefer', wanted);
  const body = form.querySelector<HTMLTextAreaElement>('[data-body]')?.value;
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const search = query.size > 0 ? `?${query}` : '';
  return new Request(`${base}${path}${search}`, {
    method: template.dataset['method'] ?? 'GET',
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

async function send(
  request: Request,
  signal: AbortSignal,
  view: HTMLElement,
  console: string | null,
): Promise<void> {
  const outcome = need(view, '[data-outcome]', HTMLElement);
  const body = need(view, '[data-reply-body]', HTMLElement);
  const headers = need(view, '[data-reply-headers]', HTMLElement);
  const type = need(view, '[data-reply-type]', HTMLElement);
  view.hidden = false;
  outcome.textContent = view.dataset['sending'] ?? '';
  outcome.className = 'outcome';
  const begun = performance.now();
  try {
    const reply = await fetch(request, { signal });
    const text = await reply.text();
    const took = Math.round(performance.now() - begun);
    outcome.textContent = `${request.method} ${new URL(request.url).pathname} · ${reply.status} ${reply.statusText} · ${took} ms`;
    outcome.classList.add(reply.ok ? 'ok' : 'bad');
    body.textContent = pretty(text) || (view.dataset['empty'] ?? '');
    type.textContent = reply.headers.get('Content-Type');
    headers.textContent = [...reply.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    showThread(view, request, reply, console);
    view.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  } catch {
    if (signal.aborted) return;
    outcome.textContent = view.dataset['unreachable'] ?? '';
    outcome.classList.add('bad');
    body.textContent = '';
    headers.textContent = '';
    type.textContent = '';
  }
}

/** Where the dashboard of the sandbox tells what the request caused. */
function showThread(view: HTMLElement, request: Request, reply: Response, console: string | null): void {
  const thread = need(view, '[data-thread]', HTMLElement);
  const id = reply.headers.get('X-Request-Id');
  const fromSandbox = console !== null && new URL(console).origin === new URL(request.url).origin;
  thread.hidden = id === null || !fromSandbox;
  if (id) need(thread, 'a', HTMLAnchorElement).href = `${console}live?request=${encodeURIComponent(id)}`;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function need<T extends Element>(parent: ParentNode, selector: string, kind: new () => T): T {
  const element = parent.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`The page has no ${selector}.`);
  return element;
}
