/** Whether this is the demo, whose one visitor is its owner. */
export class SignInMode {
  constructor(readonly isDemo: boolean) {}
}
