// What a sandboxed block sees of the machine, as tables: what is hidden, and which folders of tools are shown all the same.
import { isAbsolute, join } from 'node:path';

/**
 * One thing that is laid over the read-only machine, in this order of time: a later one covers an earlier one.
 *
 * `hide`: an empty folder in memory. `show`: as it is, read-only. `write`: as it is. `blank`: a file or socket that cannot be opened.
 */
export interface Mount {
  readonly as: 'hide' | 'show' | 'write' | 'blank';
  readonly path: string;
}

/** Beside HOME: files of other programs, and the sockets by which services are told what to do. A read-only socket is no less open. */
export const HIDDEN_FOLDERS = ['/tmp', '/var/tmp', '/run', '/var/run', '/mnt/wslg'];

/** What only root can read, who is no less root inside. */
export const HIDDEN_FILES = ['/etc/shadow', '/etc/shadow-', '/etc/gshadow', '/etc/gshadow-'];

/**
 * Below HOME: what holds programs and libraries, and never a credential. `~/.cargo` itself has credentials.toml, `~/.gem` has
 * credentials, and so have rye, uv and dotnet, so only parts of them are here; `~/.gitconfig` and `~/.npmrc` may hold tokens.
 */
const TOOL_FOLDERS = [
  '.asdf',
  '.bun',
  '.cargo/bin',
  '.cargo/env',
  '.cargo/registry',
  '.deno',
  '.dotnet/dotnet',
  '.dotnet/host',
  '.dotnet/packs',
  '.dotnet/sdk',
  '.dotnet/shared',
  '.dotnet/tools',
  '.elan',
  '.gem/ruby',
  '.ghcup',
  '.goenv',
  '.jenv',
  '.juliaup',
  '.linuxbrew',
  '.local/bin',
  '.local/lib',
  '.local/pipx',
  '.local/share/fnm',
  '.local/share/mise',
  '.local/share/pipx',
  '.local/share/pnpm',
  '.local/share/rtx',
  '.local/share/uv/python',
  '.local/share/uv/tools',
  '.nix-profile',
  '.nodenv',
  '.npm-global',
  '.nvm',
  '.opam',
  '.phpenv',
  '.plenv',
  '.proto',
  '.pyenv',
  '.rbenv',
  '.rustup',
  '.rvm',
  '.rye/env',
  '.rye/py',
  '.rye/self',
  '.rye/shims',
  '.rye/tools',
  '.rye/uv',
  '.sdkman',
  '.swiftly',
  '.volta',
  '.yarn/bin',
  'anaconda3',
  'go/bin',
  'go/pkg',
  'mambaforge',
  'micromamba',
  'miniconda3',
  'miniforge3',
  'n',
  'sdk',
];

/** Where the environment says that such a folder is. */
const TOOL_VARIABLES = [
  'ASDF_DIR',
  'ASDF_DATA_DIR',
  'BUN_INSTALL',
  'CONDA_PREFIX',
  'DENO_INSTALL',
  'FNM_DIR',
  'FNM_MULTISHELL_PATH',
  'GOROOT',
  'JAVA_HOME',
  'N_PREFIX',
  'NVM_DIR',
  'PNPM_HOME',
  'PYENV_ROOT',
  'RBENV_ROOT',
  'RUSTUP_HOME',
  'SDKMAN_DIR',
  'VIRTUAL_ENV',
  'VOLTA_HOME',
];

/** Programs of NixOS. */
const SYSTEM_FOLDERS = ['/run/current-system', '/run/opengl-driver'];

/** @returns Absolute paths, whether they are there or not. */
export function toolFolders(home: string, env: Readonly<Record<string, string>>): readonly string[] {
  const named = TOOL_VARIABLES.flatMap((name) => env[name] ?? []).filter(isAbsolute);
  return [...SYSTEM_FOLDERS, ...TOOL_FOLDERS.map((folder) => join(home, folder)), ...named];
}

/** Say where things are that a block finds hidden; without them programs fall back to what is there. */
const VARIABLES_OF_HIDDEN =
  /^(?:TMPDIR|TMP|TEMP|XDG_RUNTIME_DIR|SSH_AUTH_SOCK|GPG_AGENT_INFO|DBUS_SESSION_BUS_ADDRESS|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DOCKER_HOST|TMUX|STY)$/;

/** The environment of a block in; what bubblewrap, and the block in it, are given out. */
export function sandboxEnvironment(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !VARIABLES_OF_HIDDEN.test(name)));
}
