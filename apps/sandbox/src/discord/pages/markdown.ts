/** What of Discord's Markdown the console writes, and what stands between. */
const PARTS =
  /\\(?<escaped>[\s\S])|\[(?<label>(?:\\[\s\S]|[^\]\\])+)\]\((?<url>https?:\/\/[^)\s]+)\)|<t:(?<seconds>\d{1,12})(?::(?<style>[a-zA-Z]))?>|<@&(?<role>\d+)>|(?<line>\n)/g;

/** A text of Discord's Markdown as HTML: escapes, links, moments and roles; nothing else in it is taken for HTML. */
export function htmlOf(markdown: string): string {
  let [html, end] = ['', 0];
  for (const match of markdown.matchAll(PARTS)) {
    html += escapeHtml(markdown.slice(end, match.index)) + htmlOfPart(match.groups ?? {});
    end = match.index + match[0].length;
  }
  return html + escapeHtml(markdown.slice(end));
}

/** Text as it stands in HTML, in attributes as well. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A moment, which the reader's browser writes in its own time zone; `R` is how long ago it is. */
export function timeOf(atMs: number, style = 'f'): string {
  const iso = new Date(atMs).toISOString();
  return `<time datetime="${iso}" data-style="${style === 'R' ? 'R' : 'f'}">${iso}</time>`;
}

function htmlOfPart(groups: Readonly<Record<string, string | undefined>>): string {
  const { escaped, label, url, seconds, style, role } = groups;
  if (escaped !== undefined) return escapeHtml(escaped);
  if (label !== undefined && url !== undefined) return `<a href="${escapeHtml(url)}">${htmlOf(label)}</a>`;
  if (seconds !== undefined) return timeOf(Number(seconds) * 1_000, style);
  return role === undefined ? '<br>' : `<span class="role">@${role}</span>`;
}
