// The machine in JavaScript: processes of others, key rings, what starts by itself, rights, power; and scripts that npm runs by itself.
import type { ApiCall, Apis } from '../program/api.ts';
import { literalOf, madeThing, NOTHING, type Thing, toText } from '../program/thing.ts';
import { hole, show, textOf } from '../value.ts';
import { thingOfJson } from './json.ts';

const KEYS = { secret: 'the key ring' };
const STARTS = ['persistence', 'makes something start by itself'] as const;

export const JAVASCRIPT_MACHINE: Apis = {
  'keytar.getPassword keytar.findPassword keytar.findCredentials @napi-rs/keyring.Entry().getPassword @napi-rs/keyring.findCredentials cross-keychain.getPassword keychain.getPassword electron.safeStorage.decryptString chrome-cookies-secure.getCookies chrome-cookies-secure.getCookiesPromised secret-service.getSecret':
    {
      tell: ['read-secret', 'reads the key ring'],
      does: ({ name }) => madeThing(`${name}()`, { content: hole('(key)', KEYS) }),
    },
  'fkill fkill.fkill kill-port kill-port.kill terminate port-killer taskkill find-process.kill kill-process-on-port killport kill-my-port ps-node.kill':
    {
      tell: ['process', 'ends the process {0}'],
    },
  'auto-launch().enable node-windows.Service().install node-mac.Service().install node-linux.Service().install crontab.load().save *.save-crontab pm2.startup windows-shortcuts.create os-service.add cron-tab.save':
    { tell: STARTS },
  'crontab.load': { does: crontab },
  'electron.app.setLoginItemSettings': { tell: STARTS },
  'winreg().set regedit.putValue': { tell: ['persistence', 'changes the registry'] },
  'power-off electron-shutdown-command.shutdown electron-shutdown-command.reboot node-shutdown-windows.shutdown node-shutdown-windows.reboot sleep-mode shutdown-computer':
    { tell: ['process', 'shuts the machine down'] },
  'sudo-prompt.exec @vscode/sudo-prompt.exec sudo-js.exec node-sudo elevate.exec electron-sudo().exec': {
    tell: ['privilege', 'runs with the rights of another user'],
  },
  'process.setuid process.setgid process.seteuid process.setegid process.setgroups process.initgroups posix.setuid posix.seteuid':
    {
      tell: ['privilege', 'changes its own rights'],
    },
  'etcher-sdk.multiWrite.pipeSourceToDestinations': { tell: ['disk', 'writes to a disk'] },
};

function crontab(call: ApiCall): Thing {
  const tab = madeThing('crontab.load()');
  const last = call.args.at(-1);
  if (last?.type === 'function') call.later(last, [NOTHING, tab]);
  return tab;
}

/** npm runs these of package.json without being asked. */
const LIFECYCLE = [
  'preinstall',
  'install',
  'postinstall',
  'prepare',
  'prepublish',
  'prepublishOnly',
  'prepack',
  'postpack',
  'preuninstall',
  'postuninstall',
];
/** What people run all the time. */
const USUAL = ['test', 'pretest', 'posttest', 'start', 'prestart', 'build', 'prebuild', 'postbuild', 'dev', 'lint'];

/** A package.json in the making: its scripts do what they do when somebody installs or tests. */
export function tellScripts(call: ApiCall, manifest: Thing): void {
  if (manifest.type !== 'object' && manifest.type !== 'made') return;
  const scripts = call.member(manifest, 'scripts');
  if (scripts.type !== 'object' && scripts.type !== 'made') return;
  for (const name of [...LIFECYCLE, ...USUAL]) {
    const script = scripts.type === 'object' ? scripts.entries.get(name) : call.member(scripts, name);
    if (script?.type === 'text' && literalOf(script) !== undefined) call.shell(script);
  }
}

/** The text of a package.json. */
export function tellWritten(call: ApiCall, path: Thing, data: Thing): void {
  if (!/(?:^|\/)package\.json$/.test(show(toText(path)))) return;
  tellScripts(call, thingOfJson(textOf(toText(data)) ?? '') ?? data);
}
