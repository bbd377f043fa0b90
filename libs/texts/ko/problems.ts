import type { Texts } from '../texts.js';

const gone = '대상이 없거나 삭제되었습니다.';
const foreign = '서버가 이 주소를 허용하지 않습니다. 콘솔의 원래 주소로 여세요.';
const tooMany = '이미 최대 개수인 {{most}}개에 도달했습니다.';

/** Why the server refused a request, and what to do. */
export const problems: Texts['problems'] = {
  'malformed-request': '서버가 요청을 읽지 못했습니다.',
  'invalid-input': '서버가 잘못된 요청으로 판단해 거절했습니다.',
  'foreign-host': foreign,
  'foreign-origin': foreign,
  'foreign-site': foreign,
  'unknown-route': '서버에 없는 주소입니다.',
  'unknown-environment': '그런 환경이 없습니다.',
  'unknown-service': '그런 서비스가 없습니다.',
  'unknown-incident': gone,
  'unknown-rule': gone,
  'unknown-mute': gone,
  'unknown-delivery': gone,
  'unknown-channel': gone,
  'already-acknowledged': '{{by}} 님이 이미 확인했습니다.',
  'incident-resolved': '이미 해결된 인시던트라 더 이상 조치할 수 없습니다.',
  'too-many-comments': tooMany,
  'rule-changed': '그사이 다른 사람이 규칙을 변경했습니다. 현재 내용을 확인한 뒤 변경하세요.',
  'rule-built-in': '기본 규칙은 삭제할 수 없습니다. 대신 꺼 두세요.',
  'rule-not-built-in': '기본 규칙만 초기화할 수 있습니다.',
  'too-many-rules': tooMany,
  'mute-ended': '이미 종료되었습니다.',
  'too-many-mutes': tooMany,
  'delivery-not-dead': '포기된 메시지만 다시 보낼 수 있습니다.',
  'channel-rate-limited':
    '채널이 {{untilAt}}까지 메시지를 받지 않습니다. 그 후 자동으로 전송되며, 더 일찍 시도하면 차단될 수 있습니다.',
  'not-leader': '다른 콘솔이 알림을 보내고 있습니다. 그 콘솔에서 다시 시도하세요.',
  'not-configured': '이 환경에 서비스가 설정되어 있지 않습니다.',
  'body-too-large': '요청이 너무 큽니다.',
  'body-not-json': '요청이 JSON 형식이 아닙니다.',
  'too-soon': '방금 요청했습니다. {{retryAfterMs}} 후에 다시 시도하세요.',
  'too-many-requests': '한 번에 너무 많이 요청했습니다. 잠시 후 다시 시도하세요.',
  'internal-error': '콘솔 서버에 오류가 발생했습니다. 원인은 서버 로그에 있습니다.',
  'service-unavailable': '서비스가 콘솔에 응답하지 않았습니다.',
  'store-failing': '콘솔의 저장소에 장애가 있어 기록을 읽을 수 없고, 복구될 때까지 변경할 수 없습니다.',
  busy: '콘솔이 바쁩니다. 잠시 후 다시 시도하세요.',
};
