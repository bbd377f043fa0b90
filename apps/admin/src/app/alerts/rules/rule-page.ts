import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { SERVICES, type Rule } from '@envscope/contracts/index.js';
import type { Observable } from 'rxjs';
import { API } from '../../api/api';
import { Action } from '../../resources/action';
import { ProblemNotice } from '../../resources/problem-notice';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { NotFoundPage } from '../../ui/layout/not-found-page';
import { titlePage } from '../../ui/layout/page-title';
import { Needs } from '../../session/needs';
import { placesOf } from '../../session/place';
import { Button } from '../../ui/buttons/button';
import { ConfirmButton } from '../../ui/buttons/confirm-button';
import { Icon } from '../../ui/badges/icon';
import { Failure } from '../../ui/layout/failure';
import { Skeleton } from '../../ui/layout/skeleton';
import { allRules } from './all-rules';
import { LastSaved } from './last-saved';
import { entryOf, newEntry, type MeasurementEntry, type RuleEntry } from './rule-draft';
import { RuleForm } from './form/rule-form';

/** What a form begins for, and whether what it needs is known by now. */
interface Beginning {
  readonly address: string;
  readonly isKnown: boolean;
}

/** One rule to be changed, or a new one: blank, or like the one that the address names. */
@Component({
  selector: 'app-rule-page',
  imports: [
    Button,
    ConfirmButton,
    Icon,
    Needs,
    NotFoundPage,
    Failure,
    ProblemNotice,
    RouterLink,
    RuleForm,
    Skeleton,
  ],
  template: `
    @if (isMissing()) {
      <app-not-found-page [what]="words.say('alerting.rules.unknown')" />
    } @else {
      <a class="back" routerLink="/rules"><app-icon name="back" />{{ words.say('shell.alerting.rules') }}</a>
      <header class="page-head">
        <h1>{{ heading() }}</h1>
        @if (rule(); as rule) {
          <div class="actions">
            <a appButton routerLink="/rules/new" appNeeds="rules:write" [queryParams]="{ from: rule.id }">
              {{ words.say('alerting.rules.duplicate') }}
            </a>
            @if (ending(); as ending) {
              <app-confirm-button
                appNeeds="rules:write"
                [appNeedsIn]="placesOf(rule.environments)"
                [label]="ending.label"
                [question]="ending.question"
                [action]="ending.label"
                [refusal]="words.say('alerting.keep')"
                [isBusy]="settling.isBusy()"
                (confirmed)="end(ending.request)"
              />
            }
          </div>
        }
      </header>
      @if (rule()?.isBuiltIn) {
        <p class="hint">{{ words.say('alerting.rules.builtInNote') }}</p>
      }
      <app-failure [text]="settling.failure()" />
      <app-problem-notice [of]="rules" />
      @if (initial(); as initial) {
        <section class="panel" [attr.aria-label]="heading()">
          <app-rule-form
            [initial]="initial"
            [catalogue]="measurements()"
            [id]="id() ?? null"
            [basedOn]="basedOn()"
            [isBuiltIn]="rule()?.isBuiltIn ?? false"
            (saved)="leave($event)"
          >
            <a appButton routerLink="/rules">{{ words.say('shell.word.cancel') }}</a>
          </app-rule-form>
        </section>
      } @else if (rules.isLoading()) {
        <div class="loading" aria-busy="true"><app-skeleton height="32rem" /></div>
      }
    }
  `,
  styleUrl: '../../../styles/page.scss',
})
export class RulePage {
  /** The rule's, from the address; absent for a new one. */
  readonly id = input<string>();
  /** The rule that a new one begins as. */
  readonly from = input<string>();

  protected readonly words = inject(Words);
  protected readonly placesOf = placesOf;
  private readonly configuration = inject(Configuration);
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);

  private readonly lastSaved = inject(LastSaved);

  private readonly all = allRules();
  protected readonly rules = this.all.resource;
  private readonly list = this.all.list;

  protected readonly measurements = computed((): readonly MeasurementEntry[] => {
    const traits = this.configuration.config()?.services ?? [];
    return SERVICES.flatMap((service) => {
      const known = traits.find((each) => each.service === service);
      return (known?.figures ?? []).map((figure) => ({
        ...figure,
        service,
        targets: known?.targets ?? 'one',
      }));
    });
  });
  protected readonly rule = computed(() => this.find(this.id()));
  protected readonly isMissing = computed(
    () => this.id() !== undefined && this.list() !== undefined && this.rule() === undefined,
  );

  /** What the form begins with. It stays as it was while somebody writes, whatever is read meanwhile. */
  protected readonly initial = linkedSignal<Beginning, RuleEntry | undefined>({
    source: () => ({
      address: `${this.id()} ${this.from()}`,
      isKnown: this.list() !== undefined && this.measurements().length > 0,
    }),
    computation: ({ address, isKnown }, begun) => {
      if (begun?.value !== undefined && begun.source.address === address) return begun.value;
      return isKnown ? untracked(() => this.begin()) : undefined;
    },
  });

  /** When the rule had last been changed as the form began with it. */
  protected readonly basedOn = computed(() => {
    this.initial();
    return untracked(() => this.rule()?.updatedAt ?? null);
  });

  protected readonly heading = computed(() => {
    const rule = this.rule();
    return rule ? this.words.ruleName(rule) : this.words.say('alerting.rules.new');
  });

  /** A rule of people's is deleted, one that came with the console becomes what it was. */
  protected readonly ending = computed(() => {
    const rule = this.rule();
    if (!rule || (rule.isBuiltIn && rule.updatedAt === null)) return null;
    const name = rule.isBuiltIn ? 'reset' : 'delete';
    return {
      label: this.words.say(`alerting.rules.${name}`),
      question: this.words.say(`alerting.rules.${name}Question`),
      request: rule.isBuiltIn
        ? this.http.post(API.ruleReset(rule.id), null)
        : this.http.delete(API.rule(rule.id)),
    };
  });
  /** The rule is being deleted or reset. */
  protected readonly settling = new Action();

  constructor() {
    titlePage(() => this.heading());
  }

  protected async end(request: Observable<unknown>): Promise<void> {
    if (await this.settling.run(request)) this.leave();
  }

  /** The list says what was saved. */
  protected leave(saved: Rule | null = null): void {
    this.lastSaved.rule.set(saved);
    void this.router.navigateByUrl('/rules');
  }

  private begin(): RuleEntry | undefined {
    const [first] = this.measurements();
    if (!first) return undefined;
    const rule = this.rule();
    if (rule) return entryOf(rule);
    const model = this.find(this.from());
    if (!model) return newEntry(first);
    const name = this.words.say('alerting.rules.copyOf', { name: this.words.ruleName(model) });
    return { ...entryOf(model), name };
  }

  private find(id: string | undefined) {
    return this.list()?.rules.find((rule) => rule.id === id);
  }
}
