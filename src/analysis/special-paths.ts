// Places that mean more than where they lie: secrets, what starts by itself, disks. One line each.

/** Matched against the absolute path, with the home folder written as `~`. */
type Table = readonly RegExp[];

/** Reading one of these tells a secret. */
export const SECRETS: Table = [
  /^(?:~|\/root|\/home\/[^/]+)\/\.ssh(?:\/(?!known_hosts|config$|authorized_keys|.*\.pub$).*)?$/,
  /^(?:~|\/root|\/home\/[^/]+)\/\.aws(?:\/(?:credentials|sso|cli).*|\/\*)?$/,
  /^(?:~|\/root|\/home\/[^/]+)\/\.(?:gnupg|password-store|kube|azure|docker\/config\.json|oci)(?:\/.*)?$/,
  /^~\/\.(?:netrc|npmrc|pypirc|pgpass|my\.cnf|git-credentials|vault-token|boto|s3cfg|authinfo(?:\.gpg)?|gem\/credentials|cargo\/credentials(?:\.toml)?|terraform\.d\/credentials\.tfrc\.json)$/,
  /^~\/\.config\/(?:gh\/hosts\.yml|gcloud(?:\/.*)?|hub|doctl(?:\/.*)?|op(?:\/.*)?|sops(?:\/.*)?|rclone(?:\/.*)?|git\/credentials|composer\/auth\.json)$/,
  /^~\/\.(?:mozilla|config\/(?:google-chrome|chromium|BraveSoftware|microsoft-edge)|thunderbird)(?:\/.*)?$/,
  /^~\/Library\/(?:Keychains|Application Support\/(?:Google|Firefox|BraveSoftware)).*$/,
  /^~\/\.local\/share\/keyrings(?:\/.*)?$/,
  /^~\/\.(?:bash|zsh|python|psql|mysql|node_repl)_history$/,
  /^\/etc\/(?:shadow|gshadow|sudoers|ssl\/private|ssh\/ssh_host_\w*key|krb5\.keytab)(?:-|\/.*)?$/,
  /^\/proc\/(?:\d+|self|\*|\$\w*)\/(?:environ|mem)$/,
  /^\/run\/secrets(?:\/.*)?$|^\/var\/run\/secrets(?:\/.*)?$/,
  /\/id_(?:rsa|dsa|ecdsa|ed25519)$/,
];

/** Secrets of a project: showing one tells it, handing its name on or loading it does not. */
export const PROJECT_SECRETS: Table = [
  /\/\.env(?:\.(?!example$|sample$|template$|dist$|defaults?$|test$|schema$)[\w.-]+)?$/,
  /\/(?:credentials|service-account|client_secret)[\w-]*\.json$/,
  /\/[^/]+\.(?:p12|pfx|jks|keystore)$|\/(?:private|server|tls)[\w-]*\.key$|\/master\.key$/,
];

/** Writing one of these runs something later, without being asked. */
export const PERSISTENT: Table = [
  /^(?:~|\/root|\/home\/[^/]+)\/\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|zlogout|kshrc|cshrc|tcshrc|inputrc|xprofile|xinitrc|xsession|xsessionrc|pam_environment|login)$/,
  /^(?:~|\/root|\/home\/[^/]+)\/\.ssh\/(?:authorized_keys2?|rc|environment|config)$/,
  /^(?:~|\/root|\/home\/[^/]+)\/\.config\/(?:autostart|systemd|fish|environment\.d|plasma-workspace|nvim|git)(?:\/.*)?$/,
  /^~\/\.(?:gitconfig|vimrc|emacs|tmux\.conf|gdbinit|pythonrc|Rprofile|screenrc)$|^~\/\.local\/share\/systemd(?:\/.*)?$/,
  /^(?:~|)\/Library\/Launch(?:Agents|Daemons)(?:\/.*)?$/,
  /^\/etc\/(?:cron[\w.]*|anacrontab|systemd|init\.d|init|rc[\w.]*|profile|profile\.d|bash\.bashrc|bashrc|zsh|environment|ld\.so\.preload|ld\.so\.conf\.d|xdg\/autostart|udev|pam\.d|apt\/apt\.conf\.d|NetworkManager|update-motd\.d|skel|inittab|supervisor|modules-load\.d)(?:\/.*)?$/,
  /^\/var\/spool\/(?:cron|at)(?:\/.*)?$|^\/(?:usr\/)?lib\/systemd\/.*$|^\/usr\/local\/lib\/systemd\/.*$|^\/run\/systemd\/.*$/,
  /(?:^|\/)\.git\/(?:hooks|config)(?:\/.*)?$/,
];

/** Block devices and memory. */
export const DISKS: Table = [
  /^\/dev\/(?:sd|hd|vd|xvd|nvme|mmcblk|md|dm-|disk|mapper|loop|sr|ram|zram|nbd|r?disk\d|mem$|kmem$|port$|mtd|dasd)/,
  /^\/proc\/(?:kcore|sysrq-trigger)$|^\/sys\/block\//,
];

/** Secrets by the names that they usually have: what a pattern may mean. */
const USUAL_SECRETS =
  '~/.ssh/id_rsa ~/.ssh/id_ed25519 ~/.ssh/key.pem ~/.aws/credentials ~/.netrc ~/.pgpass ~/.pypirc ~/.npmrc ~/.git-credentials ~/.vault-token ~/.bash_history ~/.zsh_history ~/.gnupg/secring.gpg ~/.kube/config.d /etc/shadow /etc/ssl/private/tls.key /root/.ssh/id_rsa /home/(user)/.ssh/id_rsa /home/(user)/.aws/credentials'.split(
    ' ',
  );
const USUAL_PROJECT_SECRETS = ['/.env', '/.env.local', '/.env.production'];
const GLOB = /[*?[]|\(found\)/;

/** Whether a pattern, or what was found by a name, may be one of the secrets; `*` alone means the ordinary. */
function mayBeSecret(path: string, home: string, ofProject: boolean): boolean {
  if (path.length > MAX_PATTERN || !GLOB.test(path)) return false;
  const last = path.split('/').at(-1) ?? '';
  if (!/[\w.]/.test(last.replace(/\(found\)/, ''))) return false;
  const pattern = toTest(path);
  const found = (secrets: readonly string[], at: (secret: string) => string) =>
    secrets.some((secret) => pattern?.test(at(secret)));
  if (!ofProject) return found(USUAL_SECRETS, (secret) => secret.replace(/^~/, home));
  const folder = path.slice(0, -last.length - 1).replace('/(found)', '');
  return last.startsWith('.e') && found(USUAL_PROJECT_SECRETS, (secret) => `${folder}${secret}`);
}

const MAX_PATTERN = 200;
const MAX_TRIED = 50;

/** Of files, by absolute paths, one that a pattern means. */
export function fitting(path: string, files: ReadonlyMap<string, unknown>): string | undefined {
  if (path.length > MAX_PATTERN || !GLOB.test(path)) return undefined;
  const pattern = toTest(path);
  const tail = /[^*?[\])]*$/.exec(path)?.[0] ?? '';
  let tried = 0;
  for (const file of files.keys())
    if (file.length <= MAX_PATTERN && file.endsWith(tail) && ++tried <= MAX_TRIED && pattern?.test(file)) return file;
  return undefined;
}

/** @returns Undefined where there is no pattern in it, or one that is too much work. */
export function globTest(path: string): RegExp | undefined {
  return path.length > MAX_PATTERN || !GLOB.test(path) ? undefined : toTest(path);
}

/** A star stands for no slash, and in front for no dot; a found file lies any number of folders below. */
function toTest(path: string): RegExp | undefined {
  if ((path.match(/\*/g) ?? []).length > 4) return undefined;
  const source = path
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\[(?:!|\\\^)/g, '[^')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replace(/\/(?=\[\^\/\])/g, '/(?!\\.)')
    .replace(/\/\\\(found\\\)\/(?:\(\?!\\\.\))?/g, '/(?:.*/)?');
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return undefined;
  }
}

export function isOne(table: Table, path: string, home: string): boolean {
  const shown = path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
  if (table.some((place) => place.test(shown))) return true;
  return (table === SECRETS || table === PROJECT_SECRETS) && mayBeSecret(path, home, table === PROJECT_SECRETS);
}
