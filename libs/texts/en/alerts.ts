import type {
  AttemptOutcome,
  ChannelHealth,
  ChannelKind,
  DeathCause,
  DeliveryKind,
  DeliveryState,
  IncidentState,
  QuietKind,
  Resolution,
  Severity,
  Verdict,
} from '@envscope/contracts/index.js';

/** What no language may leave out. */
interface Words {
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly state: Readonly<Record<IncidentState, string>>;
  readonly resolution: Readonly<Record<Resolution, string>>;
  readonly deliveryKind: Readonly<Record<DeliveryKind, string>>;
  readonly deliveryState: Readonly<Record<DeliveryState, string>>;
  readonly outcome: Readonly<Record<AttemptOutcome, string>>;
  readonly deathCause: Readonly<Record<DeathCause, string>>;
  readonly quietKind: Readonly<Record<QuietKind, string>>;
  readonly channelKind: Readonly<Record<ChannelKind, string>>;
  readonly channelHealth: Readonly<Record<ChannelHealth, string>>;
}

/** Words for what alerts are about: the same on every page and in every message. */
export const alerts = {
  verdict: { failing: 'Down', degraded: 'Degraded', unknown: 'Cannot tell', healthy: 'Healthy' },
  severity: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  state: { open: 'Open', acknowledged: 'Acknowledged', resolved: 'Resolved', unresolved: 'Unresolved' },
  resolution: {
    recovered: 'Recovered',
    'by-hand': 'Resolved by hand',
    paused: 'Paused',
    gone: 'No longer watched',
    'rule-changed': 'Rule changed',
  },
  deliveryKind: { opened: 'Opened', changed: 'Changed', reminder: 'Reminder', resolved: 'Resolved' },
  deliveryState: {
    waiting: 'Waiting',
    sending: 'Sending',
    sent: 'Sent',
    merged: 'Told together',
    dead: 'Given up',
  },
  outcome: {
    sent: 'Taken',
    limited: 'Rate limited',
    failed: 'Failed',
    unknown: 'Outcome unknown',
    unreadable: 'Not the channel’s answer',
    broken: 'Channel refuses',
    refused: 'Message refused',
    gone: 'Message is gone',
  },
  deathCause: {
    'too-old': 'Waited too long',
    refused: 'The channel does not take it',
    unreadable: 'Something else than the channel answers; it may have arrived',
    'channel-removed': 'The channel is no longer set up',
  },
  quietKind: { maintenance: 'Maintenance', silence: 'Silence' },
  channelKind: { discord: 'Discord', webhook: 'Webhook' },
  channelHealth: {
    broken: 'Broken',
    failing: 'Does not answer',
    limited: 'Rate limited',
    working: 'Working',
    untried: 'Not used yet',
  },
} as const satisfies Words;
