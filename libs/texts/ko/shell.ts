import type { Texts } from '../texts.js';

/** Words of the console's frame and of what all services have in common. */
export const shell: Texts['shell'] = {
  status: {
    up: '정상',
    degraded: '저하',
    down: '장애',
    unknown: '알 수 없음',
    paused: '일시 중지',
    unconfigured: '설정 안 됨',
  },
  service: {
    mongodb: 'MongoDB',
    redis: 'Redis',
    sentry: 'Sentry',
    uptimerobot: 'UptimeRobot',
    discord: 'Discord',
    endpoints: '엔드포인트',
    'request-metrics': '요청 지표',
  },
};
