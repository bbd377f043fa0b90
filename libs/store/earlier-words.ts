/** A document, or a part of one, as it was read from JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** A stored incident in the words that contracts use now; one that is in them already comes back as it is. */
export function incidentInPresentWords(document: Fields): Fields {
  const { timeline } = document;
  return Array.isArray(timeline) ? { ...document, timeline: timeline.map(entryInPresentWords) } : document;
}

/** Earlier consoles named the mute of a `muted` entry otherwise. */
function entryInPresentWords({ quietId, ...entry }: Fields): Fields {
  return quietId === undefined ? entry : { ...entry, muteId: quietId };
}
