import type { Texts } from '../texts.js';

/** Words of charts, in Korean. */
export const charts: Texts['charts'] = {
  location: '위치',
  together: '모든 위치',
  range: {
    own: '직접 지정',
    from: '시작',
    to: '끝',
    show: '보기',
    note: '현지 시간 ({{zone}}) 기준이에요. 결과는 7일 동안 보관해요.',
    missing: '시작과 끝을 모두 입력하세요.',
    reversed: '끝이 시작보다 빨라요.',
    'too-long': '보관 기간인 7일보다 길어요.',
    over: '결과는 7일 동안만 보관해서 이 기간의 결과가 없어요.',
  },
  marks: {
    label: '차트에 표시된 일',
    none: '이 기간에 인시던트, 릴리스, 배포가 없어요',
    failed: '인시던트와 릴리스를 불러오지 못했어요.',
    cut: '지난 7일의 인시던트 중 최근 200건만 표시해요.',
    close: '닫기',
    incident: '인시던트: {{name}} – {{reason}}',
    incidentCount: '인시던트 {{count}}건',
    releaseCount: '릴리스 {{count}}건',
    deployCount: '배포 {{count}}건',
  },
  compare: {
    open: '환경 비교',
    title: '{{service}} 비교',
    environments: '비교할 환경 (2~4개)',
    pages: '서비스 페이지',
    page: '{{environment}}의 {{service}}',
    figures: '측정값',
    differs: '다름',
    listDiffers: '추가 {{added}}개, 누락 {{missing}}개',
    note: '{{environment}} 환경과 다른 값에 표시해요. 측정값은 {{ratio}} 이상 차이 날 때 표시해요.',
    chart: '{{measurement}}, {{environment}}',
    scale: '모든 차트의 눈금과 기간이 같아요.',
    unread: '이 환경에 설정되지 않았거나 읽지 못했어요',
    unknown: '“{{id}}” 서비스가 없어요',
  },
  link: {
    copy: '링크 복사',
    copied: '이 기간으로 복사했어요',
  },
};
