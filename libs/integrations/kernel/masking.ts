import type { Observation, ObservedPart, ObservedResult } from '@envscope/contracts/index.js';
import { ChannelRefusal, type Channel } from './channels/channel.js';
import type { Probe } from './probe.js';

/** Masks the secrets of the settings in what others say: a vendor, a proxy or an endpoint may repeat what it was sent. */
export interface SecretMask {
  /** A copy of a JSON-like value without a secret in its texts. */
  value<T>(value: T): T;
}

/** Token of the `SecretMask`. */
export const SECRET_MASK = Symbol('SECRET_MASK');

/** The probe, with every secret masked in what it observes, before anybody else sees it. */
export function maskedProbe(probe: Probe, mask: SecretMask): Probe {
  const targets = probe.targets?.bind(probe);
  const resume = probe.resume?.bind(probe);
  return {
    service: probe.service,
    observe: async (...asked) => masked(await probe.observe(...asked), mask),
    ...(targets && { targets }),
    ...(resume && { resume }),
    ...(probe.runsAnywhere === undefined ? {} : { runsAnywhere: probe.runsAnywhere }),
  };
}

function masked(observation: Observation, mask: SecretMask): Observation {
  const { results, parts, snapshot } = observation;
  return {
    ...observation,
    ...(parts && { parts: parts.map((part) => maskedPart(part, mask)) }),
    results: results.map((result) => maskedResult(result, mask)),
    snapshot: mask.value(snapshot),
  };
}

function maskedPart(part: ObservedPart, mask: SecretMask): ObservedPart {
  return part.label === undefined ? part : { ...part, label: mask.value(part.label) };
}

/** Texts alone: names of states, targets and reasons are ours, whatever somebody has for a password. */
function maskedResult(result: ObservedResult, mask: SecretMask): ObservedResult {
  const { label, detail } = result;
  const texts = {
    ...(label === undefined ? {} : { label: mask.value(label) }),
    ...(detail === undefined ? {} : { detail: mask.value(detail) }),
  };
  if (result.reason === null) return { ...result, ...texts };
  const reason = { ...result.reason, params: mask.value(result.reason.params) };
  return { ...result, ...texts, reason };
}

/** The channel, with every secret masked in what it refuses with. */
export function maskedChannel(channel: Channel, mask: SecretMask): Channel {
  const { id, environment, kind, queue, label, language, route, room } = channel;
  const edit = channel.edit?.bind(channel);
  const check = channel.check?.bind(channel);
  const masking = <T>(call: Promise<T>): Promise<T> =>
    call.catch((error: unknown) => {
      throw error instanceof ChannelRefusal ? maskedRefusal(error, mask) : error;
    });
  return {
    ...{ id, environment, kind, queue, label, language, route, room },
    post: (message, signal) => masking(channel.post(message, signal)),
    ...(edit && {
      edit: (messageId, message, signal) => masking(edit(messageId, message, signal)),
    }),
    ...(check && { check: (signal) => masking(check(signal)) }),
  };
}

function maskedRefusal({ kind, reason, options }: ChannelRefusal, mask: SecretMask): ChannelRefusal {
  return new ChannelRefusal(kind, { ...reason, params: mask.value(reason.params) }, options);
}
