import type { Routes } from '@angular/router';
import { withTexts } from './language/with-texts';
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
    loadComponent: async () => (await import('./detail/service-page')).ServicePage,
  },
  {
    path: '',
    loadComponent: async () => (await import('./shell/alert-frame')).AlertFrame,
    children: [
      {
        path: 'incidents',
        canActivate: [withTexts('incidents'), withTexts('alerting')],
        loadComponent: async () => (await import('./incidents/incidents-page')).IncidentsPage,
      },
      {
        path: 'incidents/:id',
        canActivate: [withTexts('incidents'), withTexts('alerting')],
        loadComponent: async () => (await import('./incidents/incident-page')).IncidentPage,
      },
      {
        path: 'rules',
        canActivate: [withTexts('alerting')],
        loadComponent: async () => (await import('./alerting/rules/rules-page')).RulesPage,
      },
      {
        path: 'rules/new',
        canActivate: [withTexts('alerting')],
        loadComponent: async () => (await import('./alerting/rules/rule-page')).RulePage,
      },
      {
        path: 'rules/:id',
        canActivate: [withTexts('alerting')],
        loadComponent: async () => (await import('./alerting/rules/rule-page')).RulePage,
      },
      {
        path: 'deliveries',
        canActivate: [withTexts('alerting'), withTexts('incidents')],
        loadComponent: async () => (await import('./alerting/deliveries/deliveries-page')).DeliveriesPage,
      },
      {
        path: 'quiet',
        canActivate: [withTexts('alerting')],
        loadComponent: async () => (await import('./alerting/quiet/quiet-page')).QuietPage,
      },
      {
        path: 'channels',
        canActivate: [withTexts('alerting')],
        loadComponent: async () => (await import('./alerting/channels/channels-page')).ChannelsPage,
      },
    ],
  },
  { path: '**', loadComponent: async () => (await import('./shell/not-found-page')).NotFoundPage },
];
