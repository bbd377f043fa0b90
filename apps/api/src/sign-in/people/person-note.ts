import type { PersonRecord } from '@envscope/store/access/person-record.js';

/** What the audit log compares of a person. */
export const noteOf = ({ name, email, grants, fromGroups, isDisabled }: PersonRecord) => ({
  name,
  email,
  grants,
  groups: fromGroups?.groups ?? [],
  grantsByGroups: fromGroups?.grants ?? [],
  isDisabled,
});
