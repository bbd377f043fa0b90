import type { Texts } from '../../texts.js';

/** Words of the pages at the door: sign-in, set-up, and what an invitation or a reset leads to. */
export const door: Texts['door'] = {
  email: '이메일',
  password: '비밀번호',
  newPassword: '새 비밀번호',
  passwordHint: '{{count}}자 이상, 흔하지 않은 비밀번호를 입력하세요. 공백도 쓸 수 있어요.',
  show: '비밀번호 보기',
  hide: '비밀번호 숨기기',
  signIn: {
    title: '로그인',
    act: '로그인',
    busy: '로그인하는 중…',
    ended: '세션이 끝났어요. 다시 로그인하면 보던 화면으로 돌아가요.',
    or: '또는',
    passkey: '패스키로 로그인',
    passkeyFailed: '패스키를 사용하지 않았어요. 다시 시도하거나 비밀번호로 로그인하세요.',
    oidc: '{{name}} 계정으로 로그인',
    help: '비밀번호를 잊었다면 콘솔 관리자에게 재설정 링크를 요청하세요.',
    noWay:
      '이 콘솔의 로그인은 앞단의 프록시가 맡고 있는데, 프록시가 누구인지 알려 주지 않았어요. 프록시 주소로 접속하거나 프록시에서 다시 로그인하세요.',
  },
  noAccess: {
    title: '아직 역할이 없어요',
    lead: '{{name}} 계정에 로그인했지만 이 콘솔에서 맡은 역할이 아직 없어요.',
    what: '콘솔 소유자에게 역할을 요청하세요. 그룹에 따른 역할은 다음 로그인부터 적용되니, 로그아웃했다가 다시 로그인하세요.',
    again: '다시 시도',
    signOut: '로그아웃',
  },
  second: {
    title: '2단계 인증',
    lead: '인증 앱에 표시된 코드나 복구 코드 하나를 입력하세요.',
    code: '코드',
    act: '계속',
    back: '처음부터 다시',
  },
  setUp: {
    title: '콘솔 설정하기',
    lead: '첫 번째 구성원이에요. 소유자가 되어 다른 사람을 초대하고 역할을 줄 수 있어요.',
    token: '설정 토큰',
    tokenHint: '콘솔이 시작할 때 이 페이지의 링크와 함께 로그에 남겼어요.',
    act: '소유자 만들기',
    busy: '만드는 중…',
    done: '이 콘솔은 이미 설정됐어요.',
    toSignIn: '로그인으로 이동',
  },
  link: {
    invitation: '{{name}} 님, 환영해요',
    invitationLead: '{{email}} 계정의 비밀번호를 정하면 바로 시작할 수 있어요.',
    reset: '{{name}} 님의 새 비밀번호',
    resetLead: '{{email}} 계정의 새 비밀번호를 정하세요. 다른 세션은 모두 끝나요.',
    act: '저장하고 로그인',
    busy: '저장하는 중…',
    unknown: '유효하지 않은 링크예요',
    unknownNote: '이미 사용했거나, 만료됐거나, 일부가 빠진 링크예요. 관리자에게 새 링크를 요청하세요.',
    loading: '링크를 읽는 중',
  },
};
