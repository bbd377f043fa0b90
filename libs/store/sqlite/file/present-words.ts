import type { DatabaseSync } from 'node:sqlite';
import { deliveryInPresentWords, incidentInPresentWords, type Fields } from '../../earlier-words.js';

/** Writes every alert in the words of today's contracts, and names the table of mutes so. To be called in a transaction. */
export function toPresentWords(database: DatabaseSync): void {
  const define = (name: string, translate: (document: Fields) => Fields): void =>
    database.function(name, { deterministic: true }, (document) =>
      JSON.stringify(translate(JSON.parse(String(document)) as Fields)),
    );
  define('incident_in_present_words', incidentInPresentWords);
  define('delivery_in_present_words', deliveryInPresentWords);
  database.exec(`
    UPDATE incident SET document = incident_in_present_words(document);
    UPDATE delivery SET document = delivery_in_present_words(document);
    ALTER TABLE quiet RENAME TO mute;
  `);
}
