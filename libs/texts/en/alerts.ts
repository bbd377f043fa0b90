import type {
  AttemptOutcome,
  ChannelHealth,
  DeathCause,
  DeliveryKind,
  DeliveryState,
  IncidentState,
  MuteKind,
  Resolution,
  Severity,
  TargetState,
} from '@envscope/contracts/index.js';

/** What no language may leave out. */
interface Words {
  readonly targetState: Readonly<Record<TargetState, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly state: Readonly<Record<IncidentState, string>>;
  readonly resolution: Readonly<Record<Resolution, string>>;
  readonly deliveryKind: Readonly<Record<DeliveryKind | 'reconnected', string>>;
  readonly deliveryState: Readonly<Record<DeliveryState, string>>;
  readonly outcome: Readonly<Record<AttemptOutcome, string>>;
  readonly deathCause: Readonly<Record<DeathCause, string>>;
  readonly muteKind: Readonly<Record<MuteKind, string>>;
  readonly channelHealth: Readonly<Record<ChannelHealth, string>>;
}

/** Words for what alerts are about: the same on every page and in every message. */
export const alerts = {
  targetState: { failing: 'Down', degraded: 'Degraded', unknown: 'Unknown', healthy: 'Up' },
  severity: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  state: { open: 'Open', acknowledged: 'Acknowledged', resolved: 'Resolved', unresolved: 'Unresolved' },
  resolution: {
    recovered: 'Recovered',
    'by-hand': 'Resolved manually',
    paused: 'Paused',
    gone: 'No longer monitored',
    'rule-changed': 'Rule changed',
  },
  deliveryKind: {
    opened: 'Opened',
    changed: 'Updated',
    repeat: 'Reminder',
    resolved: 'Resolved',
    reconnected: 'Reconnected',
  },
  deliveryState: {
    queued: 'Queued',
    sending: 'Sending',
    delivered: 'Delivered',
    merged: 'In a digest',
    dead: 'Dead letter',
    dismissed: 'Dismissed',
  },
  outcome: {
    delivered: 'Delivered',
    limited: 'Rate limited',
    failed: 'Failed',
    unknown: 'Outcome unknown',
    unreadable: 'Unexpected response',
    broken: 'Channel rejects everything',
    refused: 'Message rejected',
    gone: 'Message deleted',
  },
  deathCause: {
    'too-old': 'Queued for too long',
    refused: 'The channel rejects the message',
    unreadable: 'Something other than the channel responded; the message may have arrived',
    'channel-removed': 'The channel is no longer configured',
  },
  muteKind: { maintenance: 'Maintenance', silence: 'Silence' },
  channelHealth: {
    broken: 'Broken',
    failing: 'Not responding',
    limited: 'Rate limited',
    refusing: 'Last message refused',
    working: 'Working',
    untried: 'Nothing sent since the start',
  },
} as const satisfies Words;
