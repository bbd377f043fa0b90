import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Also read by `before-paint.js`. */
const REMEMBERED = 'envscope.theme';

/** Light or dark: as the system does unless a person chose. */
@Injectable({ providedIn: 'root' })
export class ThemeChoice {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly systemDark = matchMedia('(prefers-color-scheme: dark)');
  private readonly isSystemDark = signal(this.systemDark.matches);
  private readonly chosen = signal(
    THEMES.find((theme) => theme === localStorage.getItem(REMEMBERED)) ?? 'system',
  );

  readonly theme = this.chosen.asReadonly();

  constructor() {
    this.systemDark.addEventListener('change', ({ matches }) => this.isSystemDark.set(matches));
    effect(() => {
      const theme = this.theme();
      this.root.dataset['theme'] = theme === 'system' ? (this.isSystemDark() ? 'dark' : 'light') : theme;
    });
  }

  choose(theme: Theme): void {
    if (theme === 'system') localStorage.removeItem(REMEMBERED);
    else localStorage.setItem(REMEMBERED, theme);
    this.chosen.set(theme);
  }
}
