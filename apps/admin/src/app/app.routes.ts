import type { Routes } from '@angular/router';
import { loadWithTexts, withTexts } from './language/with-texts';
import { OverviewPage } from './overview/overview-page';

/** The console's pages. The first one comes with the console, the others when they are opened. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', component: OverviewPage },
  {
    path: 'environments/:environment',
    loadComponent: async () => (await import('./environment/environment-page')).EnvironmentPage,
  },
  {
    path: 'environments/:environment/services/:service',
    loadComponent: loadWithTexts('charts', async () => (await import('./detail/service-page')).ServicePage),
  },
  {
    path: 'compare/:service',
    loadComponent: loadWithTexts('charts', async () => (await import('./compare/compare-page')).ComparePage),
  },
  {
    path: '',
    // They name each other's things: a delivery its incident, an incident its rule.
    canActivate: [withTexts('incidents'), withTexts('alerting'), withTexts('warnings'), withTexts('forms')],
    loadComponent: async () => (await import('./alerts/alert-frame')).AlertFrame,
    children: [
      {
        path: 'incidents',
        loadComponent: async () => (await import('./alerts/incidents/list/incidents-page')).IncidentsPage,
      },
      {
        path: 'incidents/:id',
        loadComponent: async () => (await import('./alerts/incidents/page/incident-page')).IncidentPage,
      },
      {
        path: 'rules',
        loadComponent: async () => (await import('./alerts/rules/rules-page')).RulesPage,
      },
      {
        path: 'rules/new',
        loadComponent: async () => (await import('./alerts/rules/rule-page')).RulePage,
      },
      {
        path: 'rules/:id',
        loadComponent: async () => (await import('./alerts/rules/rule-page')).RulePage,
      },
      {
        path: 'deliveries',
        loadComponent: async () => (await import('./alerts/deliveries/deliveries-page')).DeliveriesPage,
      },
      {
        path: 'mutes',
        loadComponent: async () => (await import('./alerts/mutes/mutes-page')).MutesPage,
      },
      // As it was called before: links in old messages and bookmarks.
      { path: 'quiet', redirectTo: 'mutes' },
      {
        path: 'channels',
        loadComponent: async () => (await import('./alerts/channels/channels-page')).ChannelsPage,
      },
    ],
  },
  {
    path: 'workers',
    loadComponent: loadWithTexts('workers', async () => (await import('./workers/workers-page')).WorkersPage),
  },
  {
    path: '',
    canActivate: [withTexts('door'), withTexts('forms')],
    children: [
      { path: 'sign-in', loadComponent: async () => (await import('./door/sign-in-page')).SignInPage },
      { path: 'set-up', loadComponent: async () => (await import('./door/set-up-page')).SetUpPage },
      {
        path: 'no-access',
        loadComponent: async () => (await import('./door/no-access-page')).NoAccessPage,
      },
      { path: 'link', loadComponent: async () => (await import('./door/link-page')).LinkPage },
    ],
  },
  {
    path: '',
    canActivate: [withTexts('access'), withTexts('forms')],
    loadComponent: async () => (await import('./access/access-frame')).AccessFrame,
    children: [
      {
        path: 'account',
        canActivate: [withTexts('door')],
        loadComponent: async () => (await import('./access/account/account-page')).AccountPage,
      },
      {
        path: 'people',
        loadComponent: async () => (await import('./access/people/people-page')).PeoplePage,
      },
      {
        path: 'people/:id',
        loadComponent: async () => (await import('./access/people/person-page')).PersonPage,
      },
      {
        path: 'api-keys',
        loadComponent: async () => (await import('./access/keys/keys-page')).KeysPage,
      },
      {
        path: 'audit',
        // Rules that are built in have their names there.
        canActivate: [withTexts('alerting')],
        loadComponent: loadWithTexts(
          'audit',
          async () => (await import('./access/audit/audit-page')).AuditPage,
        ),
      },
    ],
  },
  { path: '**', loadComponent: async () => (await import('./ui/layout/not-found-page')).NotFoundPage },
];
