import { computed } from '@angular/core';
import { RuleList } from '@envscope/contracts/index.js';
import { API, LARGEST_PAGE } from '../../api/api';
import { pagedList } from '../../resources/paged-list';

/** All rules with their statistics: so few, by the server's bound, that a page can search them itself. */
export function allRules() {
  const { resource, items, firstPage } = pagedList({
    of: () => API.rules,
    ask: (url) => ({ url, params: { limit: `${LARGEST_PAGE}` } }),
    parse: (answer) => RuleList.parse(answer),
    items: ({ rules }) => rules,
    isWhole: true,
  });
  const list = computed(() => {
    const [rules, page] = [items(), firstPage()];
    return rules && page && { rules, statistics: page.statistics };
  });
  return { resource, list };
}
