// Runs beside the page, while it waits for the console's scripts: browsers read what a language's formatters need when the first one
// is made, and keep it for all threads of the page.
const language = self.name;
new Intl.NumberFormat(language, { style: 'unit', unit: 'millisecond' }).format(1.5);
new Intl.NumberFormat(language, { style: 'percent' }).format(0.5);
new Intl.RelativeTimeFormat(language, { style: 'narrow' }).format(-1, 'second');
new Intl.DateTimeFormat(language, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
}).format();
new Intl.DurationFormat(language, { style: 'narrow' }).format({ hours: 1 });
close();
