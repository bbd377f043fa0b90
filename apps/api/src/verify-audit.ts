import { checkAudit } from './audit-check/audit-check.js';

// `npm run verify-audit`: docs/security.md says what it takes.
const { exitCode, text } = await checkAudit(process.argv.slice(2), process.cwd(), process.env);
(exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = exitCode;
