import { ServiceKind, Severity, type ChannelRoute } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { parseWebhookUrl, type WebhookAddress } from './discord.address.js';

/** Incidents of one severity or service that are told elsewhere: by another webhook, or in a thread of the first one. */
export interface RouteTarget {
  readonly match: Severity | ServiceKind;
  readonly to: { readonly webhook: WebhookAddress } | { readonly threadId: string };
}

/** The role to wake for a severity; nobody for those that it does not name. */
export type MentionRoles = Readonly<Partial<Record<Severity, string>>>;

const MATCHES: readonly string[] = [...Severity.options, ...ServiceKind.options];
const SNOWFLAKE = /^\d{17,20}$/;

/** `critical=https://discord.com/api/webhooks/…,mongodb=thread:…`. Faults name a pair by its place: it may show a token. */
export const routesSchema = z.string().transform((text, context): readonly RouteTarget[] => {
  const routes = pairsOf(text).map(([match, target], index): RouteTarget | undefined => {
    const to = targetOf(target);
    const fault = !MATCHES.includes(match)
      ? `must begin with a severity or a service (${MATCHES.join(', ')})`
      : to === undefined
        ? "must lead to a webhook's URL as Discord shows it, or to thread: and its number"
        : undefined;
    if (fault) context.addIssue({ code: 'custom', message: `pair ${index + 1} ${fault}` });
    return fault || to === undefined ? undefined : { match: match as RouteTarget['match'], to };
  });
  refuseRepeats(
    routes.flatMap((route) => route?.match ?? []),
    context,
  );
  return routes.flatMap((route) => route ?? []);
});

/** `critical=123456789012345678,high=…`. */
export const mentionRolesSchema = z.string().transform((text, context): MentionRoles => {
  const pairs = pairsOf(text);
  pairs.forEach(([severity, roleId], index) => {
    const isSound = Severity.safeParse(severity).success && SNOWFLAKE.test(roleId);
    const message = `pair ${index + 1} must be a severity (${Severity.options.join(', ')}) and a role's id`;
    if (!isSound) context.addIssue({ code: 'custom', message });
  });
  refuseRepeats(
    pairs.map(([severity]) => severity),
    context,
  );
  return Object.fromEntries(pairs);
});

/** What a route's channel takes. */
export function routeOf(match: RouteTarget['match']): ChannelRoute {
  const severity = Severity.safeParse(match);
  if (severity.success) return { severities: [severity.data], services: null };
  return { severities: null, services: [ServiceKind.parse(match)] };
}

function pairsOf(text: string): [string, string][] {
  const entries = text.split(/[,\n]/).flatMap((entry) => entry.trim() || []);
  return entries.map((entry) => {
    const [name = '', ...rest] = entry.split('=');
    return [name.trim(), rest.join('=').trim()];
  });
}

function targetOf(text: string): RouteTarget['to'] | undefined {
  const threadId = /^thread:(?<id>.*)$/.exec(text)?.groups?.['id'];
  if (threadId !== undefined) return SNOWFLAKE.test(threadId) ? { threadId } : undefined;
  const webhook = parseWebhookUrl(text);
  return webhook && { webhook };
}

function refuseRepeats(names: readonly string[], context: z.RefinementCtx): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index && MATCHES.includes(name));
  if (twice) context.addIssue({ code: 'custom', message: `names ${twice} twice` });
}
