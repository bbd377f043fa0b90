import type { Routes } from '@angular/router';

/** The console's pages; each is loaded when it is first opened. */
export const routes: Routes = [];
