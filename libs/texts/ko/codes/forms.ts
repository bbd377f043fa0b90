import type { Texts } from '../../texts.js';
import { fieldErrors } from './field-errors.js';

/** Words of forms: what is wrong with an answer. */
export const forms: Texts['forms'] = {
  fieldErrors,
  field: {
    required: '필수 항목이에요.',
    'not-a-number': '숫자를 입력하세요.',
    tooLong: '최대 {{count}}자까지 입력할 수 있어요.',
    tooMany: '최대 {{count}}개까지 가능해요.',
    atLeast: '{{limit}} 이상이어야 해요.',
    atMost: '{{limit}} 이하여야 해요.',
    missing: '시각을 선택하세요.',
    tooShort: '{{count}}자 이상 입력하세요.',
  },
};
