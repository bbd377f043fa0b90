import type { Texts } from '../../texts.js';

const gone = '없거나 이미 삭제됐어요.';
const foreign = '서버가 이 주소를 허용하지 않아요. 콘솔의 원래 주소로 접속하세요.';
const tooMany = '최대 개수({{most}}개)에 도달했어요.';

/** Why the server refused a request, and what to do. */
export const problems: Texts['problems'] = {
  'malformed-request': '서버가 요청을 읽지 못했어요.',
  'invalid-input': '요청이 올바르지 않아 서버가 거부했어요.',
  'not-signed-in': '먼저 로그인하세요.',
  'not-permitted': '이 작업을 할 권한이 없어요. 콘솔 관리자에게 요청하세요.',
  'foreign-host': foreign,
  'foreign-origin': foreign,
  'foreign-site': foreign,
  'unknown-route': '서버에 없는 주소예요.',
  'unknown-environment': '없는 환경이에요.',
  'unknown-service': '없는 서비스예요.',
  'unknown-target': '없는 대상이에요. 설정에서 빠졌을 수 있어요.',
  'unknown-incident': gone,
  'unknown-rule': gone,
  'unknown-mute': gone,
  'unknown-delivery': gone,
  'unknown-channel': gone,
  'unknown-heartbeat':
    '이 토큰을 쓰는 작업이 없어요. 토큰이 바뀌었을 수 있으니 설정의 HEARTBEATS_*와 비교하세요.',
  'unknown-api-key': gone,
  'already-acknowledged': '{{by}} 님이 이미 확인했어요.',
  'incident-of-console': '콘솔 자체의 인시던트는 콘솔이 네트워크에 다시 연결되면 저절로 해결돼요.',
  'incident-resolved': '이미 해결된 인시던트라 더 이상 조치할 수 없어요.',
  'too-many-comments': tooMany,
  'rule-changed': '그사이 다른 사람이 규칙을 변경했어요. 지금 내용을 보고 나서 다시 수정하세요.',
  'rule-built-in': '기본 제공 규칙은 삭제할 수 없어요. 대신 꺼 두세요.',
  'rule-not-built-in': '기본 제공 규칙만 기본값으로 되돌릴 수 있어요.',
  'too-many-rules': tooMany,
  'mute-ended': '이미 종료됐어요.',
  'too-many-mutes': tooMany,
  'too-many-api-keys': tooMany,
  'delivery-not-dead': '전송 실패한 알림만 다시 보내거나 무시할 수 있어요.',
  'channel-rate-limited':
    '채널이 {{untilAt}}까지 대기를 요청했어요. 그 뒤 자동으로 전송되며, 더 일찍 시도하면 콘솔이 차단될 수 있어요.',
  'not-leader': '다른 콘솔이 리더로서 알림을 보내고 있어요. 그 콘솔에서 다시 시도하세요.',
  'not-configured': '이 환경에 설정되지 않은 서비스예요.',
  'request-too-slow': '요청이 도착하는 데 너무 오래 걸렸어요. 연결 상태를 살펴보고 다시 시도하세요.',
  'body-too-large': '요청이 너무 커요.',
  'body-not-json': '요청이 JSON 형식이 아니에요.',
  'too-soon': '방금 요청했어요. {{retryAfterMs}} 후에 다시 시도하세요.',
  'too-many-requests': '한 번에 너무 많이 요청했어요. 잠시 후 다시 시도하세요.',
  'too-many-streams':
    '이 주소에서 열린 실시간 연결이 너무 많아요. 쓰지 않는 탭이나 브라우저를 닫으면 자동으로 다시 연결돼요.',
  'headers-too-large': '요청 헤더가 너무 커요. 이 사이트의 쿠키를 삭제하세요.',
  'internal-error': '콘솔 서버에 오류가 발생했어요. 원인은 서버 로그에 있어요.',
  'service-unavailable': '서비스가 콘솔에 응답하지 않았어요.',
  'store-failing': '콘솔의 저장소에 문제가 있어요. 복구될 때까지 기록을 읽거나 변경할 수 없어요.',
  busy: '콘솔이 다른 요청을 처리하고 있어요. 잠시 후 다시 시도하세요.',
};
