import type { Texts } from '../texts.js';

/** Words of the pages about rules, deliveries, quiet times and channels. */
export const alerting: Texts['alerting'] = {
  rules: { title: '규칙' },
  deliveries: { title: '전송 기록' },
  quiet: { title: '알림 중지' },
  channels: { title: '채널' },
};
