import type { Texts } from '../texts.js';

/** Names of the rules that come with the console, by id. */
export const builtInRules: Texts['alerting']['rules']['builtIn'] = {
  'request-errors': '요청 오류율 높음',
  'redis-memory': 'Redis 메모리 부족 임박',
  'redis-evictions': 'Redis 키 축출 발생',
  'mongodb-connections': 'MongoDB 연결 한도 임박',
  'mongodb-storage': 'MongoDB 저장 공간 부족 임박',
  'endpoint-certificates': '엔드포인트 인증서 만료 임박',
  'monitor-certificates': '모니터 인증서 만료 임박',
  'upstash-commands': 'Upstash 월간 명령 한도 초과 예상',
  'sentry-new-errors': 'Sentry 새 오류 발생',
  'sentry-error-surge': 'Sentry 오류 급증',
};

/** What each measurement means, for whoever chooses one. */
export const aboutMeasurements: Texts['alerting']['rules']['about'] = {
  latencyMs: '점검 1회의 응답 시간이에요.',
  connectionsCurrent: '서버에 열려 있는 모든 클라이언트의 연결 수예요.',
  connectionsUsedRatio: '서버가 허용하는 연결 중 열려 있는 연결의 비율이에요.',
  operationsPerSecond: '직전 점검 이후의 초당 명령 수예요.',
  dataBytes: '이 데이터베이스 문서의 압축 전 크기예요.',
  storageUsedRatio: '요금제 한도 대비 데이터와 인덱스의 비율이에요. 설정에 요금제가 있을 때만 측정해요.',
  memoryUsedBytes: 'Redis가 데이터에 사용하는 메모리예요.',
  memoryUsedRatio: 'maxmemory 대비 메모리 사용 비율이에요. Redis에 이 한도가 있을 때만 측정해요.',
  clientsConnected: 'Redis에 연결된 클라이언트 수예요.',
  hitRatio: '직전 점검 이후 키를 찾은 조회의 비율이에요.',
  evictedPerMinute: '직전 점검 이후 메모리 부족으로 축출된 분당 키 수예요.',
  keys: '소유 환경과 관계없이 데이터베이스에 있는 전체 키 수예요.',
  keysOwn: '이 환경의 접두사가 붙은 키 수예요. 전체 키를 셀 수 있을 때만 측정해요.',
  monthlyCommandsRatio:
    '최근 하루의 속도가 한 달 동안 이어질 때 요금제의 월간 명령 한도 대비 비율이에요. 설정에 한도가 있을 때만 측정해요.',
  unresolvedIssues: 'Sentry의 미해결 이슈 수예요.',
  newIssues: '최근 1시간 안에 처음 발생한 error 또는 fatal 수준의 이슈 수예요.',
  errorsLastHour: '최근 60분 동안의 오류 수예요.',
  errorsLast24Hours: '최근 24시간 동안의 오류 수예요.',
  errorLimitUsedRatio: '설정에 지정한 시간당 오류 한도 대비 최근 1시간 오류의 비율이에요.',
  crashFreeSessionRatio: '비정상 종료가 없었던 세션의 비율이에요.',
  averageResponseMs: 'UptimeRobot이 측정한 평균 응답 시간이에요.',
  uptime24HoursRatio: '최근 24시간 중 모니터가 정상이었던 비율이에요.',
  uptime7DaysRatio: '최근 7일 중 모니터가 정상이었던 비율이에요.',
  uptime30DaysRatio: '최근 30일 중 모니터가 정상이었던 비율이에요.',
  certificateDaysLeft: 'TLS 인증서가 만료되기까지 남은 일수예요.',
  statusCode: '응답의 HTTP 상태 코드예요.',
  requestsTotal: '집계를 시작한 이후의 전체 요청 수예요.',
  requestsPerMinute: '최근 5분 동안의 분당 요청 수예요.',
  errorRatio: '최근 5분 동안 5xx로 응답한 요청의 비율이에요.',
  availabilityRatio: '최근 5분 동안 5xx로 응답하지 않은 요청의 비율이에요.',
  p50Ms: '최근 5분 요청의 절반이 이 시간 안에 응답받았어요.',
  p95Ms: '최근 5분 요청의 95%가 이 시간 안에 응답받았어요.',
  p99Ms: '최근 5분 요청의 99%가 이 시간 안에 응답받았어요.',
};
