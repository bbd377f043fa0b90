import { config } from './zod-parts';

// Imported before any schema: zod would try `new Function`, which the content security policy forbids and reports.
config({ jitless: true });
