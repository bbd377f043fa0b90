import type { Texts } from '../texts.js';

export const messages: Texts['messages'] = {
  discordTest: {
    title: '테스트 메시지',
    description: '이 환경의 알림은 이 채널로 전송됩니다.',
  },
};
