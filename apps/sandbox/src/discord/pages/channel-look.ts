/** How the page of a channel looks: a list of channels, messages, and embeds with a bar of their colour. */
export const STYLE = `
:root { color-scheme: dark; font: 15px/1.4 system-ui, sans-serif; color: #dbdee1; background: #313338; }
body { display: grid; grid-template-columns: 15rem 1fr; min-height: 100vh; margin: 0; }
a { color: #00a8fc; text-decoration: none; overflow-wrap: anywhere; }
a:hover { text-decoration: underline; }
nav { display: flex; flex-direction: column; gap: 2px; padding: 1rem .5rem; background: #2b2d31; }
nav p { margin: 0 .5rem .75rem; font-weight: 600; }
nav a { padding: .4rem .6rem; border-radius: 4px; color: #b5bac1; }
nav a[aria-current] { background: #404249; color: #fff; }
nav small { float: right; }
main { padding: 1rem; min-width: 0; }
h1 { margin: 0 0 1rem; padding-bottom: .75rem; border-bottom: 1px solid #1f2023; font-size: 1rem; color: #fff; }
article { margin-bottom: 1.25rem; }
header { color: #b5bac1; font-size: .8rem; }
header b { color: #fff; font-size: 1rem; }
.app { padding: 1px 5px; border-radius: 3px; background: #5865f2; color: #fff; font-size: .65rem; vertical-align: middle; }
.role { padding: 0 2px; border-radius: 3px; background: #3c4270; color: #c9cdfb; }
section { max-width: 34rem; margin-top: .4rem; padding: .75rem 1rem; border-left: 4px solid; border-radius: 4px; background: #2b2d31; }
h2 { margin: 0 0 .4rem; font-size: 1rem; color: #fff; }
section p { margin: 0 0 .6rem; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .5rem; margin: 0; }
.whole { grid-column: 1 / -1; }
dt { font-weight: 600; font-size: .85rem; color: #fff; }
dd { margin: 0; font-size: .9rem; overflow-wrap: anywhere; }
footer { margin-top: .6rem; color: #b5bac1; font-size: .75rem; }
.none { color: #b5bac1; }
@media (max-width: 40rem) { body { grid-template-columns: 1fr; grid-template-rows: auto 1fr; } }
`;

/** Writes moments in the reader's time zone and language, and shows the newest message. */
export const SCRIPT = `
const language = document.documentElement.lang;
const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
for (const time of document.querySelectorAll('time')) {
  const at = new Date(time.dateTime);
  const seconds = (at - Date.now()) / 1000;
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  const written = at.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  time.title = written;
  time.textContent = time.dataset.style === 'R' ? ago.format(Math.round(seconds / length), unit) : written;
}
scrollTo(0, document.body.scrollHeight);
`;
