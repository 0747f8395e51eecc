// What is known of Python, put together into its reader.
import { PYTHON_ARCHIVES } from '../calls/python-archives.ts';
import { PYTHON_CLOUD, PYTHON_CLOUD_FAMILIES } from '../calls/python-cloud.ts';
import { PYTHON_CODE } from '../calls/python-code.ts';
import { PYTHON_COLLECTIONS } from '../calls/python-collections.ts';
import { PYTHON_COMMAND_FAMILIES } from '../calls/python-commands.ts';
import { PYTHON_CONTAINER_FAMILIES, PYTHON_CONTAINERS } from '../calls/python-containers.ts';
import { PYTHON_DATA } from '../calls/python-data.ts';
import { PYTHON_DATABASE_FAMILIES, PYTHON_DATABASES } from '../calls/python-databases.ts';
import { PYTHON_FILES } from '../calls/python-files.ts';
import { PYTHON_GIT, PYTHON_GIT_FAMILIES } from '../calls/python-git.ts';
import { PYTHON_LOAD } from '../calls/python-load.ts';
import { PYTHON_MESSAGE_FAMILIES, PYTHON_MESSAGES } from '../calls/python-messages.ts';
import { PYTHON_MOCKS, PYTHON_PRETENCES } from '../calls/python-mocks.ts';
import { PYTHON_MODULES } from '../calls/python-modules.ts';
import { PYTHON_ALIASES, PYTHON_VALUES } from '../calls/python-names.ts';
import { PYTHON_NETWORK } from '../calls/python-network.ts';
import { PYTHON_PATH_PROPERTIES, PYTHON_PATHS } from '../calls/python-paths.ts';
import { PYTHON_PROCESSES } from '../calls/python-processes.ts';
import { PYTHON_SECRETS } from '../calls/python-secrets.ts';
import { PYTHON_SYSTEM, PYTHON_SYSTEM_FAMILIES } from '../calls/python-system.ts';
import { PYTHON_MADE } from '../calls/python-values.ts';
import { apiMap } from '../program/find-api.ts';
import { programReader } from '../program/run-program.ts';
import type { CodeReader } from '../scene.ts';
import { loadPythonParser } from './parse-python.ts';

export async function loadPython(): Promise<CodeReader> {
  return programReader({
    tool: 'python',
    blockScopes: false,
    aliases: PYTHON_ALIASES,
    values: PYTHON_VALUES,
    properties: PYTHON_PATH_PROPERTIES,
    apis: apiMap([
      PYTHON_FILES,
      PYTHON_DATA,
      PYTHON_ARCHIVES,
      PYTHON_PATHS,
      PYTHON_PROCESSES,
      PYTHON_SYSTEM,
      PYTHON_CODE,
      PYTHON_LOAD,
      PYTHON_MADE,
      PYTHON_COLLECTIONS,
      PYTHON_NETWORK,
      PYTHON_MESSAGES,
      PYTHON_SECRETS,
      PYTHON_DATABASES,
      PYTHON_CLOUD,
      PYTHON_CONTAINERS,
      PYTHON_GIT,
      PYTHON_MOCKS,
    ]),
    families: [
      ...PYTHON_PRETENCES,
      ...PYTHON_COMMAND_FAMILIES,
      ...PYTHON_SYSTEM_FAMILIES,
      ...PYTHON_MESSAGE_FAMILIES,
      ...PYTHON_GIT_FAMILIES,
      ...PYTHON_DATABASE_FAMILIES,
      ...PYTHON_CONTAINER_FAMILIES,
      ...PYTHON_CLOUD_FAMILIES,
    ],
    modules: PYTHON_MODULES,
    exports: { names: new Set(), uncalled: new Map() },
    fileOf: (module) => [`${module.replaceAll('.', '/')}.py`, `${module.replaceAll('.', '/')}/__init__.py`],
    parse: await loadPythonParser(),
  });
}
