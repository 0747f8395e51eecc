// Where approve-run itself is installed.
import { join } from 'node:path';

/** Sources and bundles alike lie two folders below it (`src/tool`, `dist/cli`, `dist/index`). */
export const PACKAGE_FOLDER = join(import.meta.dirname, '../..');
