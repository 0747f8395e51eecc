// The machine in Python: its processes, services, disks, registry, timetables, and the folders that Python itself loads from.
import { meansApproveRun } from '../commands/approve-run.ts';
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { listThing, literalOf, madeThing, type Thing, textThing, toText } from '../program/thing.ts';
import { hole, show, taintOf } from '../value.ts';
import { makers } from './described.ts';
import { isOwnProcess } from './own-process.ts';
import { contentOf } from './paths.ts';

const LIBRARY = '/usr/lib/python3/site-packages';

export const PYTHON_SYSTEM: Apis = {
  'site.getusersitepackages site.getuserbase': {
    does: ({ scene }) => textThing(`${scene.machine.place.home}/.local/lib/python3/site-packages`),
  },
  'site.getsitepackages': { does: () => listThing([textThing(LIBRARY)]) },
  'sysconfig.get_path distutils.sysconfig.get_python_lib sysconfig.get_python_lib': { does: () => textThing(LIBRARY) },
  'sysconfig.get_paths': { does: () => ({ type: 'object', entries: new Map(), rest: textThing(LIBRARY) }) },
  'sys.path.insert sys.path.append sys.path.extend': { does: lookedUp },

  'crontab.CronTab().new crontab.CronTab().write crontab.CronTab().write_to_user crontab.CronTab().remove_all crontab.CronTab().run_scheduler':
    {
      does: timetable,
    },
  'winreg.SetValueEx winreg.SetValue winreg.CreateKey _winreg.SetValueEx winreg.CreateKeyEx': { does: registered },
  'winreg.DeleteKey winreg.DeleteValue winreg.DeleteKeyEx': { tell: ['privilege', 'deletes from the registry'] },
  'win32api.TerminateProcess *.Terminate win32serviceutil.StopService win32serviceutil.RemoveService win32serviceutil.RestartService':
    {
      tell: ['process', 'stops a service'],
    },
  'win32serviceutil.InstallService win32com.shell.shell.ShellExecuteEx': { tell: ['persistence', 'installs a service'] },
  'win32api.InitiateSystemShutdown win32api.ExitWindowsEx ctypes.windll.user32.ExitWindowsEx': {
    tell: ['process', 'shuts the machine down'],
  },
  'ctypes.windll.shell32.ShellExecuteW': { tell: ['privilege', 'starts a program with more rights'] },
  '*.PowerOff *.Reboot *.Suspend *.Hibernate *.Halt': { tell: ['process', 'shuts the machine down'] },
  '*.StopUnit *.RestartUnit *.KillUnit *.DisableUnitFiles *.MaskUnitFiles': { tell: ['process', 'stops a service'] },
  '*.EnableUnitFiles *.StartTransientUnit': { tell: ['persistence', 'makes a service start by itself'] },
  'parted.freshDisk parted.Disk().commit parted.Disk().commitToDevice parted.Disk().deleteAllPartitions parted.freshDisk().commit':
    {
      tell: ['disk', 'changes the partitions of a disk'],
    },
  'iptc.Table().flush iptc.Chain().flush iptc.Chain().insert_rule iptc.Chain().append_rule iptc.Chain().delete_rule iptc.easy.flush_all iptc.easy.flush_table':
    { tell: ['privilege', 'changes the firewall'] },
  'ansible_runner.run ansible_runner.interface.run': {
    does: (call) => {
      const code = call.arg('module_args');
      if (code !== undefined && /shell|command|raw|script/.test(literalOf(call.arg('module')) ?? '')) call.shell(code);
      else call.report('execute', 'runs a playbook');
      return undefined;
    },
  },
  'pip.main pip._internal.main pip._internal.cli.main.main pip._internal.main.main': {
    does: ({ args: [words], command }) =>
      textThing(
        command(words?.type === 'list' ? { ...words, items: [textThing('pip'), ...words.items] } : listThing([textThing('pip')])),
      ),
  },
};

export const PYTHON_SYSTEM_FAMILIES: readonly (readonly [name: RegExp, api: Api])[] = [
  [/^psutil\..*\.environ$/, { tell: ['read-secret', 'reads the environment of other programs'] }],
  [/^psutil\..*\.(?:kill|terminate|send_signal|suspend)$/, { does: ended }],
];

/** A process that psutil found: this program's own, or one that it started, or somebody's. */
function ended(call: ApiCall): undefined {
  if (call.name.endsWith('.send_signal') && call.args[0]?.type === 'number' && call.args[0].value === 0) return undefined;
  const root = makers(call.self).find(({ by }) => /^psutil\.(?:Process|Popen)\(\)$/.test(by));
  const [who] = root?.args ?? [];
  const own =
    root !== undefined && (root.by === 'psutil.Popen()' || (who === undefined ? root.named.size === 0 : isOwnProcess(who)));
  if (own) return undefined;
  if (who !== undefined && meansApproveRun(show(toText(who)))) call.report('self-tamper', 'ends approve-run itself');
  call.report(
    'process',
    root === undefined ? 'ends processes that it finds' : `ends the process ${who === undefined ? '' : show(toText(who))}`,
  );
  return undefined;
}

/** What was downloaded runs as soon as somebody imports it. */
function lookedUp(call: ApiCall): undefined {
  const path = call.args.at(-1);
  const { download } = path === undefined ? {} : taintOf(contentOf(call, path));
  if (download !== undefined) call.report('download-execute', `imports what it downloads from ${download}`, { host: download });
  return undefined;
}

/** The user's own, unless it is written to a file. */
function timetable(call: ApiCall): undefined {
  const file = call.arg('0 filename') ?? makers(call.self).at(-1)?.named.get('tabfile');
  if (file?.type === 'text') call.touch('overwrite', file);
  else call.report('persistence', 'changes the timetable of the user');
  return undefined;
}

function registered(call: ApiCall): Thing {
  const shown = [call.self, ...call.args].map((one) => show(toText(one))).join(' ');
  const [key] = call.args;
  const opened = key?.type === 'made' ? key.args.map((one) => show(toText(one))).join(' ') : '';
  const where = `${shown} ${opened}`;
  if (/\\Run(?:Once)?\b|\\Winlogon|\\Services\\|Image File Execution|\\Explorer\\.*Folders|UserInitMprLogonScript/i.test(where))
    call.report('persistence', 'makes something start at login (registry)');
  else if (/HKEY_LOCAL_MACHINE|HKEY_CLASSES_ROOT|\\Policies\\/.test(where))
    call.report('privilege', 'changes the registry of the machine');
  return madeThing(`${call.name}()`, { args: call.args, content: hole('(key)') });
}
