import type { Routes } from '@angular/router';
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
  { path: '**', loadComponent: async () => (await import('./shell/not-found-page')).NotFoundPage },
];
