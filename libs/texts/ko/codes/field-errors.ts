import type { Texts } from '../../texts.js';

/** What is wrong with one field, and how to put it right. */
export const fieldErrors: Texts['alerting']['fieldErrors'] = {
  invalid: '올바르지 않은 값이에요.',
  'invalid-json': '올바른 JSON이 아니에요.',
  'unknown-field': '없는 항목이에요.',
  'wrong-type': '값이 없거나 형식이 달라요.',
  'wrong-format': '형식이 올바르지 않아요.',
  'unknown-value': '선택할 수 없는 값이에요.',
  'too-small': '너무 작거나 짧아요.',
  'too-big': '너무 크거나 길어요.',
  'out-of-range': '허용 범위를 벗어났어요.',
  'unseen-characters': '줄바꿈과 보이지 않는 문자를 지워 주세요.',
  'ends-before-it-starts': '종료 시각은 시작 시각보다 뒤여야 해요.',
  'in-the-past': '종료 시각은 지금보다 뒤여야 해요.',
  'too-far-ahead': '1년 이내의 시각이어야 해요.',
  'over-a-year': '최대 1년까지 가능해요.',
  'range-too-long': '기간이 너무 길어요.',
  'needs-end': '음소거에는 종료 시각이 필요해요.',
  'needs-service': '대상을 지정하려면 서비스도 지정해야 해요.',
  'unknown-measurement': '이 서비스에 없는 측정값이에요.',
  'not-of-target': '서비스 전체로만 측정하는 값이라 대상을 지정할 수 없어요.',
  'no-targets': '이 서비스에는 선택할 대상이 없어요.',
  'over-maximum': '비율이라 100%를 넘을 수 없어요.',
  'never-met': '어떤 값도 이 조건을 만족할 수 없어요.',
  fixed: '기본 제공 규칙의 측정값은 바꿀 수 없어요. 규칙을 복제해서 사용하세요.',
  'unknown-cursor': '목록이 바뀌었어요. 처음부터 다시 불러오세요.',
};
