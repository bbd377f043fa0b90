/** The store's own benchmark, in a process of its own: it fills files with millions of results. */
import { servePart } from './part.ts';
import { benchStore } from './store.ts';

servePart({ measure: (isQuick) => benchStore({ quick: isQuick === true }) });
