import type { Texts } from '../../texts.js';

/** Why a result is not `up`. */
export const reasons: Texts['reasons'] = {
  unconfigured: '설정되지 않음[[: {{variables}} 변수를 설정하세요]]',
  unauthorized: '인증 정보가 거부됨[[ (HTTP {{httpStatus}})]]',
  forbidden: '인증 정보에 권한이 없음[[ (HTTP {{httpStatus}})]]',
  'not-found': '찾을 수 없음[[ (HTTP {{httpStatus}})]]',
  'rate-limited':
    '외부 서비스가 요청을 제한함[[ ({{untilAt}}까지)]][[: {{askedForMs}} 대기를 요구했지만 최대 1시간 뒤 다시 시도]]',
  'quota-exceeded': '요금제 한도를 모두 사용함',
  timeout: '응답 시간 초과[[ (제한 {{limitMs}})]]',
  refused: '연결이 거부됨: 해당 포트에 열린 서버가 없음',
  'name-not-resolved': '존재하지 않는 호스트 이름: 철자와 DNS 영역을 살펴보세요[[ ({{detail}})]]',
  'name-without-record':
    '호스트 이름에 필요한 [[{{record}} ]]레코드가 없음: DNS 영역을 살펴보세요[[ ({{detail}})]]',
  'name-server-failed': '네임 서버 오류 또는 연결 불가: DNS를 살펴보세요[[ ({{detail}})]]',
  'name-server-silent': '네임 서버가 응답하지 않음: DNS를 살펴보세요[[ ({{detail}})]]',
  'name-invalid': '잘못된 호스트 이름: 설정을 살펴보세요[[ ({{detail}})]]',
  'resolver-failed': '콘솔의 이름 풀이(DNS)에 오류가 발생함[[ ({{detail}})]]',
  'host-unreachable': '호스트에 연결할 수 없음: 꺼져 있거나 방화벽 또는 라우팅에 막힘[[ ({{detail}})]]',
  'network-unreachable': '호스트로 가는 네트워크 경로가 없음: VPN과 라우팅을 살펴보세요[[ ({{detail}})]]',
  'no-local-address':
    '콘솔 서버에 이 연결에 쓸 주소나 여유 포트가 없음: IPv6가 꺼져 있는지 살펴보세요[[ ({{detail}})]]',
  'connection-not-permitted': '콘솔 서버가 이 연결을 차단함: 방화벽을 살펴보세요[[ ({{detail}})]]',
  'out-of-resources': '콘솔 서버의 열린 파일, 소켓 또는 메모리가 한도에 도달함[[ ({{detail}})]]',
  'waiting-for-slot':
    '점검하지 못함: ENDPOINTS_PER_HOST의 동시 점검 한도[[({{limit}}개)]]가[[ {{host}}에서]] 모두 사용 중. 응답하지 않는 엔드포인트를 찾거나 한도를 늘리세요',
  'connection-lost': '연결이 끊어짐[[ ({{detail}})]]',
  'tls-failed': 'TLS 핸드셰이크 실패[[ ({{detail}})]]',
  'tls-version-unsupported': '서버와 공통으로 지원하는 TLS 버전이나 암호화 방식이 없음[[ ({{detail}})]]',
  'tls-not-spoken': '해당 포트가 TLS를 사용하지 않음: 암호화되지 않은 포트인지 살펴보세요[[ ({{detail}})]]',
  'tls-name-refused': '서버에 이 호스트 이름의 인증서가 없음[[ ({{detail}})]]',
  'certificate-self-signed':
    '자체 서명 인증서라 신뢰할 수 없음: CA 파일이나 핀을 설정하세요[[ ({{detail}})]]',
  'certificate-issuer-unknown':
    '인증서 발급자를 신뢰할 수 없음: 서버가 중간 인증서를 빠뜨렸거나 사설 CA 파일이 필요함[[ ({{detail}})]]',
  'certificate-wrong-host': '다른 호스트 이름의 인증서[[ ({{detail}})]]',
  'certificate-not-yet-valid': '아직 유효하지 않은 인증서: 서버 시각을 살펴보세요[[ ({{detail}})]]',
  'certificate-revoked': '폐기된 인증서[[ ({{detail}})]]',
  'certificate-invalid': '유효하지 않은 인증서[[ ({{detail}})]]',
  'certificate-pin-mismatch':
    '고정(핀)한 인증서와 다름: 갱신했다면 새 SHA-256을 설정하고, 아니라면 중간자 공격을 의심하세요',
  'client-certificate-required': '서버가 클라이언트 인증서를 요구함[[ ({{detail}})]]',
  'http2-required':
    '서버가 HTTP/2만 지원하지만 콘솔은 HTTP/2를 지원하지 않음: HTTP/1.1도 허용하세요[[ ({{detail}})]]',
  'headers-too-large': '응답 헤더가 너무 큼[[ (제한 {{limitBytes}})]]',
  'proxy-failed':
    '프록시[[({{proxy}})]]에 연결할 수 없거나 프록시가 거부함[[ (HTTP {{httpStatus}})]][[: {{detail}}]]',
  'unreachable-by-proxy': '프록시[[({{proxy}})]]가 대상에 연결하지 못함[[ (HTTP {{httpStatus}})]]',
  'target-private':
    '연결하지 않음:[[ {{host}}]] 주소가 사설 네트워크에 있고, 사람이 입력했거나 공개 서버가 리디렉션한 주소임. 점검해도 되는 곳이면 ALLOW_PRIVATE_TARGETS에 해당 네트워크를 추가하세요',
  'target-metadata':
    '연결하지 않음:[[ {{host}}]] 주소는 클라우드 메타데이터 서비스이며, 콘솔은 여기에 절대 요청하지 않음. 다른 주소를 사용하세요',
  'server-error': '서버가 오류로 응답함[[ (HTTP {{httpStatus}})]]',
  'invalid-answer': '잘못된 응답[[ ({{where}})]][[: {{detail}}]]',
  'client-error': '요청이 거부됨[[ (HTTP {{httpStatus}})]]',
  loading: '시작 중: 데이터를 불러오는 중',
  'not-checked': '아직 결과가 없음: 다음 점검을 기다리는 중',
  'not-observed':
    '[[{{sinceAt}}부터 ]]관측하지 못함[[ (점검 {{count}}회)]]: 콘솔이 네트워크에 연결할 수 없음. 콘솔의 연결, DNS, 프록시를 살펴보세요',
  'internal-fault': '점검 중 콘솔 자체에 오류가 발생함',
  slow: '느림[[: {{latencyMs}}]][[ (기준 {{limitMs}})]]',
  'unexpected-status': '예상과 다른 상태 코드[[ {{httpStatus}}]][[ (예상: {{expected}})]]',
  'body-mismatch': '응답에 기대한 내용이 없음',
  'body-limit-reached':
    '읽은 범위[[({{limitBytes}})]] 안에 기대한 내용이 없음: endpoints.json에서 maxBodyBytes를 늘리세요',
  'encoding-unknown': '알 수 없는 압축 방식의 응답[[: {{encoding}}]]',
  'redirect-not-followed':
    '리디렉션[[({{location}})]]을 따라가지 않음: 본문과 헤더가 다른 서버로 전송될 수 있음',
  redirected: '리디렉션됨[[: {{location}}]]',
  'certificate-expired': '인증서가 만료됨[[ ({{expiresAt}})]]',
  'certificate-expiring': '인증서가 곧 만료됨[[: {{expiresAt}}]][[ ({{daysLeft}}일 남음)]]',
  'no-primary': '레플리카 셋에 프라이머리가 없음',
  'storage-nearly-full': '저장 공간이 거의 찼음[[: {{usedRatio}}]][[ / {{limitBytes}}]]',
  'connections-nearly-exhausted': '연결 수가 거의 한도에 도달함[[: {{usedRatio}}]]',
  'memory-nearly-full': '메모리가 거의 찼음[[: {{usedRatio}}]]',
  evicting: '키가 축출되는 중[[: 분당 {{evictedPerMinute}}개]]',
  'replica-unlinked': '레플리카와 프라이머리의 연결이 끊어짐',
  'database-refused':
    'Redis가 데이터베이스 선택을 거부함[[ ({{database}}번)]]: 없는 번호이거나 이 사용자에게 권한이 없음. URL 끝의 번호를 고치세요',
  'cluster-down': '클러스터가 일부 키를 제공하지 못함 (상태: fail)',
  'cluster-incomplete':
    '클러스터의 일부 마스터에 연결할 수 없음[[: {{nodes}}대 중 {{unread}}대]][[ ({{node}} 등)]]. 콘솔이 모든 마스터에 접속할 수 있게 하세요',
  'error-rate-high': '오류가 너무 많음[[: {{errorRatio}}]][[: 1시간에 {{count}}건]][[ (기준 {{limit}})]]',
  'error-rate-elevated':
    '오류가 평소보다 많음[[: {{errorRatio}}]][[: 1시간에 {{count}}건]][[ (기준 {{limit}})]]',
  'new-errors': '새 오류[[: {{count}}건]][[, 최신 {{newest}}]]',
  'environment-unknown-to-sentry':
    'Sentry에 이 환경이 없음[[: {{environment}}]][[ (등록된 환경: {{known}})]]',
  'monitor-down': '모니터가 장애를 보고함[[ ({{sinceAt}}부터)]][[: {{cause}}]]',
  'monitor-failing': '모니터의 최근 점검이 실패함[[: {{cause}}]]',
  'monitor-pending': '모니터가 아직 점검하지 않음',
  'monitors-none': '이 환경에 속한 모니터가 없음[[ (태그 {{tags}})]]',
  'webhook-gone': '웹훅이 더 이상 존재하지 않음',
  'not-the-channel': '채널이 아닌 다른 서버가 응답함[[ (HTTP {{httpStatus}})]]: 로그인 페이지 또는 프록시',
  'not-discord': 'Discord가 아닌 다른 서버가 응답함[[ (HTTP {{httpStatus}})]]: 로그인 페이지 또는 프록시',
  'no-message-id': '채널이 메시지를 받지만 응답에 ID가 없어 보낸 메시지를 수정할 수 없음',
  'channel-shared': '다른 환경과 같은 채널로 알림이 전송됨[[: {{environments}}]]',
  'requests-failing': '요청이 실패하고 있음[[: {{errorRatio}}]]',
  'no-requests': '해당 기간에 요청이 없음',
  'no-data': '데이터 없음[[ ({{state}})]]',
  'job-failed': '작업 실패[[ (종료 코드 {{exitCode}})]][[: {{log}}]]',
  'job-late': '[[{{dueAt}} ]]예정된 실행이 늦어짐',
  'job-missed': '[[{{dueAt}} ]]예정된 실행이 시작되지 않음',
  'job-running-long': '[[{{sinceAt}}에 시작한 ]]실행이 너무 오래 걸림[[ (제한 {{limitMs}})]]',
  'job-overlapping': '이전 실행이 종료를 보고하기 전에 다음 실행이 시작됨',
  'job-never-ran': '작업이 아직 하트비트를 보낸 적 없음',
  'job-unobserved': '작업 실행 여부를 알 수 없음: 그때 콘솔이 하트비트를 받을 수 없었음',
  'down-from-locations':
    '[[{{locations}} 위치에서 ]]장애[[({{voterCount}}곳 중 {{downCount}}곳)]][[; {{silentLocations}} 위치 응답 없음]][[({{silentSinceAt}}부터)]][[. {{cause}}]]',
  'down-from-some':
    '[[{{locations}} 위치에서만 ]]장애[[({{voterCount}}곳 중 {{downCount}}곳)]][[; {{silentLocations}} 위치 응답 없음]][[({{silentSinceAt}}부터)]][[. {{cause}}]]',
  'locations-pending': '[[{{locations}} 위치의 ]]첫 점검 결과를 기다리는 중',
  'location-silent':
    '[[{{sinceAt}}부터 ]][[{{location}} 위치의 ]]워커가 점검 결과를 보내지 않음: 실행 중인지, 네트워크에 연결되는지, 콘솔과 설정이 같은지 살펴보세요',
  'queue-away':
    '[[{{sinceAt}}부터 ]]워커의 작업 큐에 연결되지 않음: QUEUE_URL의 Redis와 그 사이의 네트워크를 살펴보세요',
  stale: '[[{{sinceAt}}부터 ]]점검 결과 없음: 점검이 멈춤',
  'rule-fired': '기준을 벗어남[[: {{measurement}} {{value}}]][[ (기준 {{threshold}})]]',
};
