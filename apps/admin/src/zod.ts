import { z } from 'zod';

// Imported before any schema: zod would try `new Function`, which the content security policy forbids and reports.
z.config({ jitless: true });
