import type { DatabaseSync } from 'node:sqlite';
import { incidentInPresentWords, type Fields } from '../../earlier-words.js';

/** Writes every incident in the words of today's contracts, and names the table of mutes so. To be called in a transaction. */
export function toPresentWords(database: DatabaseSync): void {
  database.function('in_present_words', { deterministic: true }, (document) =>
    JSON.stringify(incidentInPresentWords(JSON.parse(String(document)) as Fields)),
  );
  database.exec(`
    UPDATE incident SET document = in_present_words(document);
    ALTER TABLE quiet RENAME TO mute;
  `);
}
