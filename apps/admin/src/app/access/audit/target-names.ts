import { httpResource } from '@angular/common/http';
import { computed, inject } from '@angular/core';
import {
  ApiKeyList,
  type AuditTarget,
  IncidentPage,
  PeopleList,
  RuleList,
} from '@envscope/contracts/index.js';
import { nameOfIncident } from '@envscope/texts/incident-name.js';
import { channelNames } from '../../alerts/channels/channel-names';
import { API, LARGEST_PAGE } from '../../api/api';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';

/**
 * What those are called to which something was done. One that is gone, or older than what its list gives at once, is called by its
 * id. Needs an injection context.
 */
export function targetNames() {
  const words = inject(Words);
  const configuration = inject(Configuration);
  const channels = channelNames();
  const named = <T>(url: string, parse: (answer: unknown) => T) =>
    httpResource(() => ({ url, params: { limit: LARGEST_PAGE } }), { parse });
  const incidents = named(API.incidents, (answer) => IncidentPage.parse(answer).incidents);
  const rules = named(API.rules, (answer) => RuleList.parse(answer).rules);
  const people = httpResource(() => API.people, { parse: (answer) => PeopleList.parse(answer).people });
  const keys = httpResource(() => API.apiKeys, { parse: (answer) => ApiKeyList.parse(answer).apiKeys });
  const names = computed(
    () =>
      new Map<string, string>([
        ...valuesOf(incidents).map((incident) => [incident.id, nameOfIncident(incident, words)] as const),
        ...valuesOf(rules).map((rule) => [rule.id, words.ruleName(rule)] as const),
        ...valuesOf(people).map(({ id, name }) => [id, name] as const),
        ...valuesOf(keys).map(({ id, name }) => [id, name] as const),
      ]),
  );
  const all = [incidents, rules, people, keys];
  return {
    /** Whether some may come yet: what names them is not drawn before, so that nothing moves. */
    isAwaited: computed(() => channels.isAwaited() || all.some((one) => one.status() === 'loading')),
    of({ kind, id }: AuditTarget): string {
      if (kind === 'environment') return configuration.nameOf(id);
      return kind === 'channel' ? channels.of(id) : (names().get(id) ?? id);
    },
  };
}

function valuesOf<T>(resource: { hasValue(): boolean; value(): readonly T[] | undefined }): readonly T[] {
  return (resource.hasValue() ? resource.value() : undefined) ?? [];
}
