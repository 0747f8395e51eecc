// Clouds, clusters, containers, forges and other machines in JavaScript: what is destroyed there, handed out or run.
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { listThing, literalOf, madeThing, NOTHING, type Thing, taintOfThing, textThing, toText } from '../program/thing.ts';
import { hole, show } from '../value.ts';
import { isLocalService } from './described.ts';
import { outsideFolder } from './paths.ts';

const SECRET = { secret: 'a secret of the cloud' };

export const JAVASCRIPT_CLOUD: Apis = {
  // Other machines: the same as the commands.
  'ssh2.Client().exec node-ssh.NodeSSH().execCommand node-ssh.NodeSSH().exec node-ssh().execCommand simple-ssh().exec ssh2-promise().exec':
    { does: overSsh },
  'ssh2-sftp-client().put ssh2-sftp-client().fastPut ssh2-sftp-client().uploadDir ssh2-sftp-client().append node-ssh.NodeSSH().putFile node-ssh.NodeSSH().putFiles node-ssh.NodeSSH().putDirectory node-ssh().putFile node-ssh().putDirectory basic-ftp.Client().uploadFrom basic-ftp.Client().uploadFromDir basic-ftp.Client().appendFrom ftp().put ftp().append scp2.scp scp2.Client().upload *.fastPut ftp-deploy().deploy':
    { touch: { '0': 'read' }, tell: ['upload', 'copies {0} to another machine'] },
  'ssh2-sftp-client().rmdir ssh2-sftp-client().delete basic-ftp.Client().removeDir basic-ftp.Client().remove basic-ftp.Client().clearWorkingDir ftp().rmdir ftp().delete':
    { tell: ['cloud-destroy', 'deletes {0} on another machine'] },

  // Storage: files that go up.
  '*.upload *.uploadFile *.fPutObject *.putFile *.uploadFromPath *.uploadStream *.putObject *.uploadData': { does: uploaded },
  'libnpmpublish.publish libnpmpublish.unpublish': { tell: ['upload', 'publishes a package'] },

  // Containers.
  '*.createContainer': { does: (call) => container(call, call.args[0] ?? NOTHING, undefined) },
  'dockerode().run': { does: (call) => container(call, call.args[3] ?? NOTHING, call.args[0], call.args[1]) },

  // Forges and hosts by their plain requests.
  '*.request': { does: requested },
  '*.repos.delete *.git.deleteRef *.orgs.delete *.teams.deleteInOrg *.repos.deleteBranchProtection *.repos.transfer *.projects.remove *.branches.remove':
    { tell: ['cloud-destroy', 'deletes from the forge'] },
  '*.customers.del *.products.del *.accounts.del *.plans.del': { tell: ['cloud-destroy', 'deletes at the payment service'] },
  'firebase-admin.auth().deleteUser firebase-admin.auth().deleteUsers firebase-admin/auth.getAuth().deleteUser firebase-admin/auth.getAuth().deleteUsers *.auth.admin.deleteUser *.admin.deleteUser':
    { tell: ['cloud-destroy', 'deletes users'] },

  'simple-git().clean': { does: (call) => git(call, 'clean') },
  'simple-git().raw': { does: (call) => git(call, undefined) },
};

export const JAVASCRIPT_CLOUD_FAMILIES: readonly (readonly [RegExp, Api])[] = [
  [
    /^@aws-sdk\/.*\.(?!(?:Delete(?:Message|MessageBatch|Item|Tags?|ObjectTagging|Connection|Parameter)?|StopQuery\w*)Command)(?:Delete|Terminate|Purge|Deregister|Destroy|Reset|Stop|Disable|ScheduleKeyDeletion|BatchDelete|Release)\w*Command$/,
    { tell: ['cloud-destroy', 'destroys in the cloud'] },
  ],
  [/^@aws-sdk\/.*\.(?:GetSecretValue|BatchGetSecretValue|GetParameters?|GetParametersByPath)Command$/, secret()],
  [
    /^@aws-sdk\/.*\.(?:CreateAccessKey|CreateUser|CreateLoginProfile|Attach\w+Policy|Put\w+Policy|PutBucketAcl|PutObjectAcl|DeletePublicAccessBlock|AddUserToGroup|UpdateAssumeRolePolicy|AuthorizeSecurityGroup\w+)Command$/,
    { tell: ['privilege', 'changes rights in the cloud'] },
  ],
  [
    /^@?aws-sdk[./].*\.(?!(?:delete|deleteMessage|deleteMessageBatch|deleteItem|deleteTags)$)(?:delete|terminate|purge|deregister|destroy|stop|emptyBucket)\w*$/,
    { does: cloudDestroyed },
  ],
  [/^@?aws-sdk[./].*\.(?:getSecretValue|getParameters?)$/, secret()],
  [
    /^@kubernetes\/client-node.*\.(?:readNamespacedSecret|listNamespacedSecret|listSecretForAllNamespaces)$|^@google-cloud\/secret-manager.*\.accessSecretVersion$|^@azure\/keyvault-secrets.*\.getSecret$|^node-vault.*\.read$/,
    secret(),
  ],
  [
    /^(?:@google-cloud\/|@azure\/|@kubernetes\/client-node|googleapis|@vercel\/|@netlify|netlify|heroku-client|cloudflare|digitalocean|hcloud|@pulumi|@linode|dropbox|@notionhq|contentful-management|algoliasearch|@pinecone|weaviate|minio|firebase-admin\/storage|firebase-tools).*\.(?:\w*[dD]elete\w*|remove(?!EventListener|Listener|Header|Reaction|Label|Assignee)\w*|prune\w*|destroy\w*|purge\w*|terminate\w*|reset\w*|begin(?:Delete|PowerOff|Deallocate)\w*)$/,
    { does: cloudDestroyed },
  ],
  [
    /^(?:@octokit\/|octokit|@gitbeaker\/).*\.(?!delete(?:Comment|\w*Comment|Reaction|\w*Reaction|Label)\b)(?:delete\w*|removeCollaborator|transfer\w*)$/,
    { tell: ['cloud-destroy', 'deletes from the forge'] },
  ],
  [
    /^dockerode(?!.*create(?:Container|Network|Volume)\(\)).*\.(?:remove\w*|prune\w*|kill|delete\w*)$/,
    { tell: ['cloud-destroy', 'removes containers or what belongs to them'] },
  ],
  [
    /^(?:simple-git|isomorphic-git)\b.*\.(?:push|reset|clean|raw|checkout|branch|deleteLocalBranch|deleteLocalBranches|rebase|stash|rm|filter\w*)$/,
    { does: (call) => git(call, call.name.split('.').at(-1)) },
  ],
  // Clients of services that carry what they are given.
  [
    /^(?:@slack\/|slack|discord\.js|telegraf|grammy|node-telegram-bot-api|twilio|@sendgrid\/mail|mailgun|resend|postmark|@octokit\/|octokit|firebase|@supabase\/|@notionhq|googleapis|@google-cloud\/|@azure\/|@aws-sdk\/|aws-sdk|openai|@anthropic-ai|mqtt|kafkajs|amqplib|nats|pusher|ably|socket\.io-client|imap|basic-ftp|webdav|dropbox|pastebin|@datadog|posthog|@sentry|telegram|whatsapp|minio)\b.*\.(?:send\w*|post\w*|publish|emit|write|add|create\w*|insert\w*|upsert|set|update|put\w*|push|import|append|\w*upload\w*|capture\w*|track|log)$/,
    { does: (call) => (/upload|put(?:Object|File)$/i.test(call.name.split('.').at(-1) ?? '') ? uploaded(call) : carried(call)) },
  ],
];

function secret(): Api {
  return {
    tell: ['read-secret', 'reads a secret of the cloud'],
    does: ({ name }) => madeThing(`${name}()`, { content: hole('(secret)', SECRET) }),
  };
}

function cloudDestroyed(call: ApiCall): undefined {
  if (!isLocalService(call.self)) call.report('cloud-destroy', 'destroys in the cloud');
  return undefined;
}

function overSsh(call: ApiCall): Thing {
  const [code = textThing(hole('(command)')), last] = [call.args[0], call.args.at(-1)];
  const output = call.command(listThing([textThing('ssh'), textThing('host'), code]));
  const stream = madeThing(`${call.name}()`, { content: output });
  if (last?.type === 'function') call.later(last, [NOTHING, stream]);
  return stream;
}

/** What lies outside the folder, or is a secret, leaves; what a project builds is put where it is served from. */
function uploaded(call: ApiCall): Thing | undefined {
  const last = call.args.at(-1);
  if (last?.type === 'function') call.later(last, []);
  for (const arg of call.args) {
    if (arg.type !== 'text') continue;
    const place = outsideFolder(toText(arg), call.scene);
    if (place !== undefined && /^[~/]/.test(place)) call.report('upload', `sends ${place} to another machine`);
    else call.read(arg);
  }
  return carried(call);
}

function carried(call: ApiCall): undefined {
  const { secret: kept, outside } = taintOfThing(
    listThing([...call.args, ...call.args.flatMap((arg) => (arg.type === 'object' ? [...arg.entries.values()] : []))]),
  );
  if (kept !== undefined || outside !== undefined) call.report('upload', `sends ${kept ?? outside} to another machine`);
  return undefined;
}

/** The options of a container as those of `docker run`. */
function container(call: ApiCall, options: Thing, image: Thing | undefined, words?: Thing): Thing | undefined {
  const given = (of: Thing, key: string): Thing => (of.type === 'object' ? (of.entries.get(key) ?? NOTHING) : NOTHING);
  const host = given(options, 'HostConfig');
  const flags = [
    ...elementsOf(given(host, 'Binds')).items.flatMap((bind) => [textThing('-v'), bind]),
    ...(given(host, 'Privileged').type === 'nothing' ? [] : [textThing('--privileged')]),
    ...['PidMode', 'NetworkMode'].flatMap((key) => {
      const mode = literalOf(given(host, key));
      return mode === 'host' ? [textThing(key === 'PidMode' ? '--pid=host' : '--network=host')] : [];
    }),
  ];
  const all = [...flags, image ?? given(options, 'Image'), ...elementsOf(words ?? given(options, 'Cmd')).items];
  call.command(listThing([textThing('docker'), textThing('run'), ...all]));
  return undefined;
}

/** `octokit.request('DELETE /repos/{owner}/{repo}')`. */
function requested(call: ApiCall): undefined {
  const [verb = ''] = (literalOf(call.args[0]) ?? '').split(' ');
  if (/^delete$/i.test(verb) && !isLocalService(call.self)) call.report('cloud-destroy', 'asks a service to delete');
  return carried(call);
}

/** Options come as texts, lists of texts, or names in an object: `{ '--force': null }`. */
function git(call: ApiCall, verb: string | undefined): Thing {
  const words = call.args.flatMap((arg): readonly Thing[] => {
    if (arg.type === 'list') return arg.items;
    if (arg.type === 'object') return [...arg.entries.keys()].flatMap((key) => optionOf(key, arg));
    return [arg];
  });
  const known = words.flatMap((word): readonly Thing[] => {
    const shown = word.type === 'text' ? show(toText(word)) : word.type === 'ref' ? word.name : '';
    if (/CleanOptions\.FORCE$|^[fxdn]+$/.test(shown) && verb === 'clean')
      return [textThing(/^[fxdn]+$/.test(shown) ? `-${shown}` : '-f')];
    if (/ResetMode\.HARD$|^hard$/.test(shown) && verb === 'reset') return [textThing('--hard')];
    return word.type === 'text' ? [word] : [];
  });
  return textThing(call.command(listThing([textThing('git'), ...(verb === undefined ? [] : [textThing(verb)]), ...known])));
}

/** `{ '--force': null }`, `{ force: true, ref: 'main' }`. */
function optionOf(key: string, options: Extract<Thing, { type: 'object' }>): readonly Thing[] {
  if (key.startsWith('-')) return [textThing(key)];
  const isOn = options.entries.get(key)?.type !== 'nothing';
  return isOn && /^(?:force|hard|mirror|delete)$/.test(key) ? [textThing(`--${key}`)] : [];
}
