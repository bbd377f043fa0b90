/** A document, or a part of one, as it was read from JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** Names of fields as earlier consoles wrote them, and as they are now. */
const INCIDENT_FIELDS: Readonly<Record<string, string>> = {
  verdict: 'targetState',
  isConsequence: 'isDependent',
  lastRemindedAt: 'lastRepeatedAt',
  quietId: 'muteId',
};
const DELIVERY_FIELDS: Readonly<Record<string, string>> = {
  wantedAt: 'createdAt',
  toldTogether: 'digestSize',
};

/** Words of the fields that they stand in. */
const TIMELINE_KINDS: Readonly<Record<string, string>> = { reminded: 'repeated' };
const REASON_CODES: Readonly<Record<string, string>> = {
  'rule-met': 'rule-fired',
  'not-discord': 'not-the-channel',
};
const REASON_PARAMS: Readonly<Record<string, string>> = {
  discordCode: 'channelCode',
  discordMessage: 'channelMessage',
  discordErrors: 'channelErrors',
};
const DELIVERY_STATES: Readonly<Record<string, string>> = { waiting: 'queued', sent: 'delivered' };
const DELIVERY_KINDS: Readonly<Record<string, string>> = { reminder: 'repeat' };
const OUTCOMES: Readonly<Record<string, string>> = { sent: 'delivered' };

/** A stored incident in the words that contracts use now; one that is in them already comes back as it is. */
export function incidentInPresentWords(document: Fields): Fields {
  return replaced(renamed(document, INCIDENT_FIELDS), {
    firstCause: (cause) => ofFields(cause, withReason),
    members: (members) => ofEach(members, (member) => withReason(renamed(member, INCIDENT_FIELDS))),
    timeline: (timeline) =>
      ofEach(timeline, (entry) =>
        replaced(withReason(renamed(entry, INCIDENT_FIELDS)), { kind: (kind) => word(kind, TIMELINE_KINDS) }),
      ),
  });
}

/** A stored delivery in the words that contracts use now; one that is in them already comes back as it is. */
export function deliveryInPresentWords(document: Fields): Fields {
  return replaced(renamed(document, DELIVERY_FIELDS), {
    state: deliveryStateInPresentWords,
    kind: (kind) => word(kind, DELIVERY_KINDS),
    attempts: (attempts) =>
      ofEach(attempts, (attempt) =>
        replaced(withReason(attempt), { outcome: (outcome) => word(outcome, OUTCOMES) }),
      ),
  });
}

/** The state of a stored delivery in present words. */
export function deliveryStateInPresentWords(state: unknown): unknown {
  return word(state, DELIVERY_STATES);
}

/** The states as they may be stored: in today's word, and in that of earlier consoles. */
export function storedStatesOf(states: readonly string[]): string[] {
  const earlier = Object.keys(DELIVERY_STATES).filter((state) =>
    states.includes(DELIVERY_STATES[state] ?? ''),
  );
  return [...states, ...earlier];
}

function withReason(fields: Fields): Fields {
  return replaced(fields, {
    reason: (reason) =>
      ofFields(reason, (each) =>
        replaced(each, {
          code: (code) => word(code, REASON_CODES),
          params: (params) => ofFields(params, (names) => renamed(names, REASON_PARAMS)),
        }),
      ),
  });
}

function renamed(fields: Fields, names: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [found(names, name) ?? name, value]),
  );
}

/** The fields with those that are there replaced; others are not added. */
function replaced(fields: Fields, by: Readonly<Record<string, (value: unknown) => unknown>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, found(by, name)?.(value) ?? value]),
  );
}

function ofEach(value: unknown, change: (fields: Fields) => Fields): unknown {
  return Array.isArray(value) ? value.map((each) => ofFields(each, change)) : value;
}

function ofFields(value: unknown, change: (fields: Fields) => Fields): unknown {
  const isFields = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isFields ? change(value as Fields) : value;
}

function word(value: unknown, words: Readonly<Record<string, string>>): unknown {
  return typeof value === 'string' ? (found(words, value) ?? value) : value;
}

/** `constructor` is a fine name for a parameter, and every object has something by that name. */
function found<T>(all: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(all, name) ? all[name] : undefined;
}
