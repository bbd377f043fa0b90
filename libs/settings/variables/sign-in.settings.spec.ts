import { describe, expect, it } from '@jest/globals';
import { readSettings, type Settings } from '../settings.js';
import { SettingsError } from '../problems.js';

const OIDC = {
  PUBLIC_URL: 'https://ops.example.com',
  OIDC_ISSUER: 'https://login.example.com/realms/a',
  OIDC_CLIENT_ID: 'envscope',
  OIDC_CLIENT_SECRET: 'hunter2-of-the-client',
};
const PROXY = { TRUSTED_HEADER_FROM: '127.0.0.1' };

const read = (variables: Record<string, string>): Settings =>
  readSettings({ variables, namesInFiles: [], files: {} });

function problemsOf(variables: Record<string, string>): string[] {
  try {
    read(variables);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    expect(error.message).not.toContain('hunter2');
    return error.problems.map(({ variable }) => variable);
  }
}

describe('settings of the sign-in', () => {
  it('name a provider, whose secret is one', () => {
    const { console, secrets } = read(OIDC);
    expect(console.signIn.oidc).toEqual({
      issuer: OIDC.OIDC_ISSUER,
      clientId: 'envscope',
      clientSecret: OIDC.OIDC_CLIENT_SECRET,
      scopes: 'openid profile email',
      groupsClaim: 'groups',
      label: 'login.example.com',
    });
    expect(secrets).toContain(OIDC.OIDC_CLIENT_SECRET);
    expect(read({}).console.signIn).toEqual({
      hasPasswords: true,
      oidc: undefined,
      trustedHeader: undefined,
      groupRoles: [],
    });
  });

  it('name headers in lower case, as requests have them', () => {
    const { trustedHeader } = read({ ...PROXY, TRUSTED_HEADER_USER: 'Remote-User' }).console.signIn;
    expect(trustedHeader).toMatchObject({ user: 'remote-user', groups: 'x-forwarded-groups' });
  });

  it.each([
    [{ OIDC_ISSUER: OIDC.OIDC_ISSUER }, ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL']],
    [{ OIDC_LABEL: 'ID' }, ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL']],
    [{ ...OIDC, OIDC_ISSUER: 'http://login.example.com' }, ['OIDC_ISSUER']],
    [{ ...OIDC, OIDC_SCOPES: 'profile' }, ['OIDC_SCOPES']],
    [{ TRUSTED_HEADER_USER: 'Remote-User' }, ['TRUSTED_HEADER_FROM']],
    [{ ...PROXY, TRUSTED_HEADER_USER: 'Remote_User' }, ['TRUSTED_HEADER_USER']],
    [{ TRUSTED_HEADER_FROM: '0.0.0.0/0' }, ['TRUSTED_HEADER_FROM']],
    [{ ...PROXY, TRUSTED_HEADER_SIGN_OUT_URL: '//evil.example' }, ['TRUSTED_HEADER_SIGN_OUT_URL']],
    [{ ...PROXY, TRUSTED_HEADER_SIGN_OUT_URL: 'javascript:alert(1)' }, ['TRUSTED_HEADER_SIGN_OUT_URL']],
    [{ ...PROXY, ALLOW_UNAUTHENTICATED: 'true' }, ['ALLOW_UNAUTHENTICATED']],
    [{ GROUP_ROLES: 'sre=owner' }, ['GROUP_ROLES']],
    [{ ...OIDC, GROUP_ROLES: 'sre=viewer@qa' }, ['GROUP_ROLES']],
    [{ PASSWORD_SIGN_IN: 'false' }, ['PASSWORD_SIGN_IN']],
    [{ ...OIDC, PASSWORD_SIGN_IN: 'false', GROUP_ROLES: 'sre=owner@prod' }, ['PASSWORD_SIGN_IN']],
    [{ ...OIDC, PASSWORD_SIGN_IN: 'false', GROUP_ROLES: 'sre=owner' }, []],
    [{ ...OIDC, OIDC_ISSUER: 'http://127.0.0.1:9000' }, []],
  ])('%j has what is wrong in %j', (variables, wrong) => {
    expect([...new Set(problemsOf(variables))].toSorted()).toEqual(wrong.toSorted());
  });

  it.each([
    ['0.0.0.0', '127.0.0.1', ['proxy-bypassed']],
    ['127.0.0.1', '127.0.0.1', []],
    ['127.0.0.1', '10.0.0.5', ['proxy-elsewhere']],
    ['0.0.0.0', '127.0.0.1,10.0.0.0/8', []],
  ])('on %s with a proxy at %s warn of %j', (HOST, TRUSTED_HEADER_FROM, codes) => {
    expect(read({ HOST, TRUSTED_HEADER_FROM }).warnings.map(({ code }) => code)).toEqual(codes);
  });
});
