import type { Texts } from '../texts.js';

/** What may mislead in the settings, and the cure. */
export const warnings: Texts['warnings'] = {
  'channel-shared':
    '{{environments}} 환경의 알림이 같은 {{channel}} 채널로 전송돼요. {{variables}} 변수에 환경마다 다른 채널을 설정하세요.',
  'no-channel':
    '{{environments}} 환경에 알림 채널이 없어 인시던트를 알릴 수 없어요. {{variables}} 변수 또는 다른 채널의 변수를 설정하세요.',
  'key-prefix-shared':
    '{{environments}} 환경이 같은 Redis와 같은 키 접두사({{keyPrefix}})를 사용해 키가 섞여요. {{variables}} 변수를 설정하세요.',
  'variable-unknown':
    '{{variables}} 변수는 콘솔의 설정이 아니어서 적용되지 않아요. {{suggestion}} 변수를 쓰려고 했나요?',
  'variable-ignored':
    '{{variables}} 변수의 값은 다른 도구가 설정한 것으로 보여 무시했어요. 대신 {{suggestion}} 변수를 설정하세요.',
  'value-cut':
    '{{file}} 파일에서 {{variables}} 변수의 값이 # 앞에서 끝나요. 값을 따옴표로 묶거나, 주석이라면 # 앞에 공백을 넣으세요.',
  'certificate-unverified':
    '인증서를 검증하지 않아요({{variables}}: {{cause}}). 다른 서버가 대신 응답해도 알 수 없으니 {{suggestion}} 변수에 인증 기관 파일을 지정하세요.',
  'proxy-not-trusted':
    '{{variables}} 변수에 없는 프록시를 거쳐 요청이 들어와, 그 뒤의 모든 사용자가 주소 하나와 요청 한도를 함께 써요. {{variables}} 변수를 설정하세요.',
  'locations-without-effect':
    '{{variables}} 설정이 적용되지 않아요. 다른 위치의 점검은 워커가 하고, {{suggestion}} 변수가 필요해요.',
  'proxy-bypassed':
    '{{variables}} 값({{cause}}) 때문에 로그인을 맡은 프록시를 거치지 않고도 콘솔에 접속할 수 있어요. {{suggestion}} 설정을 적용하세요.',
  'proxy-elsewhere':
    '{{variables}} 값({{cause}}) 때문에 로그인을 맡은 프록시가 콘솔에 접속할 수 없어요. {{suggestion}} 설정을 적용하세요.',
};
