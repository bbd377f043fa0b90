import { computed } from '@angular/core';
import { RuleList } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { pagedList } from '../../data/paged-list';

/** The most that a page of the API holds. */
const PAGE = { limit: '200' };

/** All rules with their statistics: so few, by the server's bound, that a page can search them itself. */
export function allRules() {
  const { resource, reading } = pagedList({
    of: () => API.rules,
    ask: (url) => ({ url, params: PAGE }),
    parse: (answer) => RuleList.parse(answer),
    isWhole: true,
  });
  const list = computed(() => {
    const pages = reading()?.pages ?? [];
    return pages[0] && { rules: pages.flatMap(({ rules }) => rules), statistics: pages[0].statistics };
  });
  return { resource, list };
}
