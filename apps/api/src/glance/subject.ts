import { IncidentId, SERVICES, type ServiceKind } from '@envscope/contracts/index.js';

/** What a page is about that a glance can say something of: one incident, or how some part of everything stands. */
export type Subject = PageSubject | { readonly kind: 'incident'; readonly id: IncidentId };

export type PageSubject =
  | { readonly kind: 'all' }
  | { readonly kind: 'incidents' }
  | { readonly kind: 'environment'; readonly environment: string }
  | { readonly kind: 'service'; readonly environment: string; readonly service: ServiceKind };

/** Whether it is about all environments. */
export function isAboutAll(
  subject: PageSubject,
): subject is Extract<PageSubject, { kind: 'all' | 'incidents' }> {
  return subject.kind === 'all' || subject.kind === 'incidents';
}

/** Of a path of the console's pages; null for those about something else. */
export function subjectOf(path: string): Subject | null {
  const [first, environment, second, name, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === undefined) return { kind: 'all' };
  if (first === 'incidents') return second === undefined ? subjectOfIncidents(environment) : null;
  if (first !== 'environments' || environment === undefined || rest.length > 0) return null;
  if (second === undefined) return { kind: 'environment', environment };
  const service = SERVICES.find((kind) => kind === name);
  return second === 'services' && service ? { kind: 'service', environment, service } : null;
}

/** Of the list, or of one of them. */
function subjectOfIncidents(id: string | undefined): Subject | null {
  if (id === undefined) return { kind: 'incidents' };
  return IncidentId.safeParse(id).success ? { kind: 'incident', id } : null;
}
