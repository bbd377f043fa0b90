import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';
import { refusedAs } from '../problems/field-error.js';
import { Grant } from './access.js';
import { Email, NameOfPerson } from './session.js';

const Grants = z.array(Grant).check(
  z.maxLength(40),
  z.refine(
    (grants) => new Set(grants.map(({ environment }) => environment)).size === grants.length,
    refusedAs('invalid', 'One role for each environment, and one for all'),
  ),
);

/** What groups of another service give somebody, until a moment. */
const GroupGrants = z
  .object({ groups: z.array(z.string()), grants: z.array(Grant), endsAt: Instant })
  .register(z.globalRegistry, { id: 'GroupGrants' });

/** A person as those see them who may let people in. */
export const PersonView = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.nullable(z.string()),
    /** Roles that somebody gave them here. */
    grants: z.array(Grant),
    /** Roles by groups, which each sign-in renews; null where no group gives any. */
    fromGroups: z.nullable(GroupGrants),
    isDisabled: z.boolean(),
    /** Whether they have not used their invitation yet. */
    isInvited: z.boolean(),
    isSecondFactorOn: z.boolean(),
    /** Where they prove who they are. */
    source: z.enum(['console', 'oidc', 'proxy']),
    createdAt: Instant,
    signedInAt: z.nullable(Instant),
    /**
     * Whether whoever asks lets people into single environments alone, and this person is not theirs: they see whom they may give a
     * role, with roles of their environments and of all, and neither the email nor how and when the person signs in.
     */
    isOfOthers: z._default(z.boolean(), false),
  })
  .register(z.globalRegistry, { id: 'PersonView' });
export type PersonView = z.infer<typeof PersonView>;

/** Everybody who may come in, by name. */
export const PeopleList = z
  .object({ people: z.array(PersonView) })
  .register(z.globalRegistry, { id: 'PeopleList' });
export type PeopleList = z.infer<typeof PeopleList>;

/** Whom somebody invites. */
export const PersonDraft = z
  .strictObject({ name: NameOfPerson, email: Email, grants: Grants })
  .register(z.globalRegistry, { id: 'PersonDraft' });
export type PersonDraft = z.infer<typeof PersonDraft>;

/** What somebody changes of another person; what is absent stays. */
export const PersonChange = z
  .strictObject({
    name: z.optional(NameOfPerson),
    grants: z.optional(Grants),
    isDisabled: z.optional(z.boolean()),
  })
  .register(z.globalRegistry, { id: 'PersonChange' });
export type PersonChange = z.infer<typeof PersonChange>;

/** What a reset takes away beside the password. */
export const ResetDraft = z
  .strictObject({ dropsSecondFactor: z._default(z.boolean(), false) })
  .register(z.globalRegistry, { id: 'ResetDraft' });
export type ResetDraft = z.infer<typeof ResetDraft>;

/**
 * A link to hand over to the person: it works once, and is shown now and never again. `url` is null where another service alone lets
 * in: there is nothing to hand over, and an invitation is taken up by whoever signs in there with its email until `endsAt`.
 */
export const PersonLink = z
  .object({ person: PersonView, url: z.nullable(z.string()), endsAt: Instant })
  .register(z.globalRegistry, { id: 'PersonLink' });
export type PersonLink = z.infer<typeof PersonLink>;
