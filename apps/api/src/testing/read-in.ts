/** HTML as people read it in a language: without elements, and without what the page hides. */
export function readIn(html: string, language: 'ko' | 'en'): string {
  const other = language === 'en' ? 'ko' : 'en';
  return html
    .replaceAll(new RegExp(`<span lang="${other}">[^<]*</span>`, 'g'), '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
