import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

/** The console. */
@Component({ selector: 'app-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class App {}
