import { json, noContent, Refusal, unlessRefused, type Call, type Reply } from '../http/exchange.ts';
import { Routes } from '../http/routes.ts';
import type { StandIn, VendorFault } from '../http/stand-in.ts';
import { readBody } from './body.ts';
import { Limits } from './limits.ts';
import { checkMessage, isEmptyMessage } from './message-form.ts';
import { editedMessage, messageOf, type Message } from './message.ts';
import * as refusals from './refusals.ts';
import { GUILD_ID, Webhook, webhookSeedsOf, type WebhookSeed } from './webhooks.ts';

const MAX_REQUEST_BYTES = 25 * 1024 * 1024;

/** Discord's webhooks, under `/discord/api` with a version or, as its client copies them, without. */
export class Discord implements StandIn {
  readonly service = 'discord';
  readonly mount = '/discord/api';
  readonly limits = new Limits();
  private readonly seeds: readonly WebhookSeed[];
  private readonly webhooks = new Map<string, Webhook>();
  private posted = 0;
  private readonly routes = new Routes()
    .on('POST', '/webhooks/:id/:token', (call, at) =>
      this.on('execute', call, at, (it) => this.execute(call, it)),
    )
    .on('GET', '/webhooks/:id/:token', (call, at) => this.on('get', call, at, (it) => json(200, shown(it))))
    .on('DELETE', '/webhooks/:id/:token', (call, at) => this.on('delete', call, at, remove))
    .on('GET', '/webhooks/:id/:token/messages/:message', (call, at) =>
      this.on('get-message', call, at, (it) => json(200, messageIn(it, call, at.message))),
    )
    .on('PATCH', '/webhooks/:id/:token/messages/:message', (call, at) =>
      this.on('edit-message', call, at, (it) => edit(call, it, messageIn(it, call, at.message))),
    )
    .on('DELETE', '/webhooks/:id/:token/messages/:message', (call, at) =>
      this.on('delete-message', call, at, (it) => {
        it.remove(messageIn(it, call, at.message).id);
        return noContent();
      }),
    );

  constructor(environments: readonly string[]) {
    this.seeds = webhookSeedsOf(environments);
    this.reset();
  }

  environmentOf(call: Call): string | undefined {
    return this.seeds.find(({ id }) => id === idOf(call))?.environment;
  }

  credentialOf(call: Call): string {
    const id = idOf(call);
    return id === undefined ? 'none' : this.webhooks.has(id) ? `webhook ${id}` : 'unknown';
  }

  answer(call: Call): Reply {
    if (!call.headers['user-agent']) return refusals.blockedAtEdge();
    if (call.body.length > MAX_REQUEST_BYTES) return refusals.tooLarge();
    const path = call.path.replace(/^\/v\d+/, '');
    return this.routes.answer({ ...call, path }) ?? json(404, { message: '404: Not Found', code: 0 });
  }

  refuse({ kind, status, retryAfterSeconds, scope }: VendorFault): Reply {
    if (kind === 'rate-limit') return refusals.tooMany(retryAfterSeconds ?? 1, scope ?? 'user');
    if (kind === 'unauthorized') return refusals.invalidToken();
    return refusals.failed(status ?? 503);
  }

  state() {
    return { webhooks: [...this.webhooks.values()].map((webhook) => webhook.state()) };
  }

  reset(): void {
    this.webhooks.clear();
    for (const seed of this.seeds) this.webhooks.set(seed.id, new Webhook(seed));
    this.limits.reset();
  }

  /** Finds the webhook and checks its token before anything is counted against it. */
  private on(
    route: string,
    { atMs }: Call,
    { id, token }: { id: string; token: string },
    answer: (webhook: Webhook) => Reply,
  ): Reply {
    const webhook = this.webhooks.get(id);
    if (webhook === undefined || webhook.isDeleted) return refusals.unknownWebhook();
    if (webhook.seed.token !== token) return refusals.invalidToken();
    return this.limits.admit(route, webhook.seed, atMs, () => unlessRefused(() => answer(webhook)));
  }

  private execute(call: Call, webhook: Webhook): Reply {
    const form = readBody(call);
    const problems = checkMessage(form);
    if (problems.length > 0) return refusals.invalidForm(problems);
    // Without `with_components` a webhook that no application owns has its components ignored.
    const shownForm = call.query.get('with_components') === 'true' ? form : { ...form, components: [] };
    if (isEmptyMessage(shownForm)) return refusals.emptyMessage();
    const threadId = call.query.get('thread_id') ?? undefined;
    if (threadId !== undefined && threadId !== webhook.seed.threadId) return refusals.unknownChannel();
    if (form['thread_name'] !== undefined) return refusals.noForum();
    const message = messageOf(webhook.poster(threadId), shownForm, call.atMs, this.posted++);
    webhook.post(message);
    return call.query.get('wait') === 'true' ? json(200, message) : noContent();
  }
}

function remove(webhook: Webhook): Reply {
  webhook.isDeleted = true;
  return noContent();
}

function edit(call: Call, webhook: Webhook, message: Message): Reply {
  const form = readBody(call);
  const problems = checkMessage(form);
  if (problems.length > 0) return refusals.invalidForm(problems);
  const edited = editedMessage(message, form, call.atMs);
  if (isEmptyMessage({ ...edited })) return refusals.emptyMessage();
  webhook.edit(edited);
  return json(200, edited);
}

function messageIn(webhook: Webhook, { query }: Call, id: string): Message {
  const message = webhook.message(id);
  const place = query.get('thread_id') ?? webhook.seed.channelId;
  if (message?.channel_id !== place) throw new Refusal(refusals.unknownMessage());
  return message;
}

function shown({ seed }: Webhook) {
  return {
    id: seed.id,
    type: 1,
    guild_id: GUILD_ID,
    channel_id: seed.channelId,
    name: seed.name,
    avatar: null,
    token: seed.token,
    application_id: null,
  };
}

function idOf({ path }: Call): string | undefined {
  return /^(?:\/v\d+)?\/webhooks\/([^/]+)/.exec(path)?.[1];
}
