import { createApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { keepGlance } from './glance';

keepGlance(document, window);
const application = await createApplication(appConfig);
// Drawn in a task of its own: in one go with all of the above a phone would answer nobody for twice as long.
await new Promise((resolve) => setTimeout(resolve));
application.bootstrap(App);
