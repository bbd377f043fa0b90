import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { keepGlance } from './glance';

keepGlance(document, window);
await bootstrapApplication(App, appConfig);
