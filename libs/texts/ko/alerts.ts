import type { Texts } from '../texts.js';

/** Words for what alerts are about: the same on every page and in every message. */
export const alerts: Texts['alerts'] = {
  targetState: { failing: '장애', degraded: '성능 저하', unknown: '알 수 없음', healthy: '정상' },
  severity: { low: '낮음', medium: '보통', high: '높음', critical: '심각' },
  state: { open: '열림', acknowledged: '확인됨', resolved: '해결됨', unresolved: '미해결' },
  resolution: {
    recovered: '복구됨',
    'by-hand': '수동 해결',
    paused: '일시 중지됨',
    gone: '모니터링 종료',
    'rule-changed': '알림 규칙 변경됨',
  },
  deliveryKind: {
    opened: '발생',
    changed: '업데이트',
    repeat: '재알림',
    resolved: '해결',
    reconnected: '재연결',
  },
  deliveryState: {
    queued: '대기 중',
    sending: '전송 중',
    delivered: '전송됨',
    merged: '묶음 알림',
    dead: '전송 실패',
    dismissed: '무시함',
  },
  outcome: {
    delivered: '전송됨',
    limited: '요청 한도 초과',
    failed: '실패',
    unknown: '결과 알 수 없음',
    unreadable: '예상 밖의 응답',
    broken: '채널이 모두 거부함',
    refused: '메시지가 거부됨',
    gone: '메시지가 삭제됨',
  },
  deathCause: {
    'too-old': '대기 시간 초과',
    refused: '채널이 메시지를 거부함',
    unreadable: '채널이 아닌 서버가 응답함 (전송되었을 수 있음)',
    'channel-removed': '채널 설정이 삭제됨',
  },
  muteKind: { maintenance: '유지보수', silence: '음소거' },
  channelHealth: {
    broken: '사용 불가',
    failing: '응답 없음',
    limited: '요청 한도 초과',
    refusing: '마지막 메시지 거부됨',
    working: '정상',
    untried: '시작 후 전송 없음',
  },
};
