// What is known of JavaScript, put together into its reader; TypeScript is the same with another parser.

import { JAVASCRIPT_CLOUD, JAVASCRIPT_CLOUD_FAMILIES } from '../calls/javascript-cloud.ts';
import { JAVASCRIPT_CODE, JAVASCRIPT_CODE_FAMILIES } from '../calls/javascript-code.ts';
import { JAVASCRIPT_DATABASE_FAMILIES, JAVASCRIPT_DATABASES } from '../calls/javascript-databases.ts';
import { JAVASCRIPT_FILES } from '../calls/javascript-files.ts';
import { JAVASCRIPT_FOLDERS } from '../calls/javascript-folders.ts';
import { JAVASCRIPT_MACHINE } from '../calls/javascript-machine.ts';
import { JAVASCRIPT_MOCKS, JAVASCRIPT_PRETENCES } from '../calls/javascript-mocks.ts';
import { JAVASCRIPT_ALIASES, JAVASCRIPT_EXPORTS, JAVASCRIPT_MODULES, JAVASCRIPT_VALUES } from '../calls/javascript-names.ts';
import { JAVASCRIPT_NETWORK } from '../calls/javascript-network.ts';
import { JAVASCRIPT_OBJECTS } from '../calls/javascript-objects.ts';
import { JAVASCRIPT_PATHS } from '../calls/javascript-paths.ts';
import { JAVASCRIPT_PROCESSES } from '../calls/javascript-processes.ts';
import { JAVASCRIPT_STREAMS } from '../calls/javascript-streams.ts';
import { JAVASCRIPT_MADE } from '../calls/javascript-values.ts';
import { apiMap } from '../program/find-api.ts';
import { programReader } from '../program/run-program.ts';
import type { ParseProgram } from '../program/tree.ts';
import type { CodeReader } from '../scene.ts';
import { loadJavaScriptParser, loadTypeScriptParser } from './parse-javascript.ts';

export async function loadJavaScript(): Promise<CodeReader> {
  return reader('node', await loadJavaScriptParser());
}

export async function loadTypeScript(): Promise<CodeReader> {
  return reader('typescript', await loadTypeScriptParser());
}

function reader(tool: string, parse: ParseProgram): CodeReader {
  return programReader({
    tool,
    blockScopes: true,
    aliases: JAVASCRIPT_ALIASES,
    values: JAVASCRIPT_VALUES,
    properties: {},
    apis: apiMap([
      JAVASCRIPT_FILES,
      JAVASCRIPT_FOLDERS,
      JAVASCRIPT_PATHS,
      JAVASCRIPT_PROCESSES,
      JAVASCRIPT_CODE,
      JAVASCRIPT_MADE,
      JAVASCRIPT_OBJECTS,
      JAVASCRIPT_NETWORK,
      JAVASCRIPT_DATABASES,
      JAVASCRIPT_CLOUD,
      JAVASCRIPT_STREAMS,
      JAVASCRIPT_MACHINE,
      JAVASCRIPT_MOCKS,
    ]),
    families: [
      ...JAVASCRIPT_PRETENCES,
      ...JAVASCRIPT_DATABASE_FAMILIES,
      ...JAVASCRIPT_CLOUD_FAMILIES,
      ...JAVASCRIPT_CODE_FAMILIES,
    ],
    modules: JAVASCRIPT_MODULES,
    exports: JAVASCRIPT_EXPORTS,
    fileOf: (module) =>
      /^[./]/.test(module) ? ['', '.js', '.cjs', '.mjs', '.ts', '/index.js'].map((ending) => `${module}${ending}`) : [],
    parse,
  });
}
