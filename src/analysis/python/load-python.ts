// What is known of Python, put together into its reader.
import { PYTHON_CODE } from '../calls/python-code.ts';
import { PYTHON_FILES } from '../calls/python-files.ts';
import { PYTHON_ALIASES, PYTHON_MODULES, PYTHON_VALUES } from '../calls/python-names.ts';
import { PYTHON_FAMILIES, PYTHON_NETWORK } from '../calls/python-network.ts';
import { PYTHON_PATH_PROPERTIES, PYTHON_PATHS } from '../calls/python-paths.ts';
import { PYTHON_PROCESSES } from '../calls/python-processes.ts';
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
    apis: apiMap([PYTHON_FILES, PYTHON_PATHS, PYTHON_PROCESSES, PYTHON_CODE, PYTHON_MADE, PYTHON_NETWORK]),
    families: PYTHON_FAMILIES,
    modules: PYTHON_MODULES,
    fileOf: (module) => [`${module.replaceAll('.', '/')}.py`, `${module.replaceAll('.', '/')}/__init__.py`],
    parse: await loadPythonParser(),
  });
}
