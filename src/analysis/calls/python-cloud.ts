// Clouds, clusters, containers and hosted services in Python: what they destroy, hand out and whom they let in.
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { listThing, literalOf, madeThing, type Thing, taintOfThing, textThing } from '../program/thing.ts';
import { hole } from '../value.ts';
import { described, isLocalService, isOn, makers } from './described.ts';
import { isOwnDatabase } from './own-database.ts';
import { contentOf } from './paths.ts';

const SECRET = { secret: 'the access keys' };

export const PYTHON_CLOUD: Apis = {
  '*.upload_file *.upload_fileobj *.upload_from_filename *.upload_from_file *.put_object *.upload_blob *.put_file *.files_upload *.files_upload_v2 *.send_document *.send_file *.upload_folder *.upload_sync *.upload_async *.upload_local_file *.MediaFileUpload *.upload_large_folder *.file_upload *.upload_object':
    { does: uploaded },
  's3fs.S3FileSystem().rm gcsfs.GCSFileSystem().rm fsspec.filesystem().rm adlfs.AzureBlobFileSystem().rm s3fs.S3FileSystem().delete gcsfs.GCSFileSystem().delete':
    { does: (call) => removed(call) },
  'minio.Minio().fput_object *.fput_object': { does: (call) => uploaded({ ...call, args: call.args.slice(2) }) },
  'kubernetes.stream.stream': {
    does: (call) => textThing(call.command(call.arg('command') ?? listThing([]))),
  },
  'twine.commands.upload.main twine.commands.upload.upload': { tell: ['upload', 'publishes the package'] },
};

/** Services whose objects are others' too; a verb that destroys destroys there. */
const SERVICES =
  'google\\.cloud|googleapiclient|firebase_admin|azure|kubernetes|kubernetes_asyncio|digitalocean|pydo|vultr|jenkins|jenkinsapi|datadog|datadog_api_client|pagerduty|pdpyras|atlassian|jira|novaclient|cinderclient|swiftclient|keystoneclient|heatclient|artifactory|couchdb|cloudant|fabric_cf|rundeck|supervisor|launchdarkly_api|heroku3|linode_api4|openstack|oci|libcloud|hcloud|github|github3|gitlab|stripe|CloudFlare|cloudflare|vultr|proxmoxer|pyVmomi|huggingface_hub|pinecone|ldap3|databricks|pulumi|boxsdk|dropbox|shopify|simple_salesforce|okta|auth0|nomad|consul|hvac|python_terraform|tencentcloud|aliyunsdkcore|alibabacloud\\w*|scaleway|ovh|mlflow|wandb|pydrive2?|kazoo|ibm_\\w+';

export const PYTHON_CLOUD_FAMILIES: readonly (readonly [name: RegExp, api: Api])[] = [
  [/^(?:googleapiclient)\..*\.(?:create|insert|update|send)$/, { does: uploaded }],
  [/^(?:aio)?boto(?:3|core)?\b/, { does: aws }],
  [/^kubernetes\w*\..*\.(?:patch|replace)_\w+$/, { does: (call) => told(call, 'changes the running cluster') }],
  [
    /^kubernetes\w*\..*\.(?:read|list)_(?:namespaced_)?secret\w*$/,
    {
      tell: ['read-secret', 'reads secrets of the cluster'],
      does: () => madeThing('kubernetes.secret()', { content: hole('(secrets)', SECRET) }),
    },
  ],
  [
    /^(?:azure\.keyvault\..*\.get_secret|google\.cloud\.secretmanager\w*\..*\.access_secret_version|hvac\..*\.(?:read\w*|read_secret\w*))$/,
    {
      tell: ['read-secret', 'reads a secret of the cloud'],
      does: () => madeThing('secret()', { content: hole('(secret)', SECRET) }),
    },
  ],
  [
    new RegExp(
      `^(?:${SERVICES})\\b.*\\.(?:(?!delete_(?:reaction|label|message|comment)\\b)\\w*delete\\w*|\\w*[dD]elete|terminate\\w*|destroy\\w*|purge\\w*|begin_delete\\w*|begin_deallocate|begin_power_off|remove|removeUser|prune\\w*|kill|drop\\w*|transfer_ownership)$`,
    ),
    { does: (call) => told(call, 'destroys in the cloud') },
  ],
];

/** What people write there and take away again. */
const SMALL = /(?:comment|reaction|label)s?\w*\(\)(?:\[\])?$/i;

function told(call: ApiCall, says: string): undefined {
  if (SMALL.test(described(call.self))) return undefined;
  if (isOn(call.arg('DryRun dry_run')) || isLocalService(call.self) || isOwnDatabase(call.self, call.scene)) return undefined;
  call.report('cloud-destroy', says);
  return undefined;
}

const AWS_DESTROYS =
  /^(?:delete|terminate|purge|deregister|destroy|reset|stop|disable|schedule_key_deletion|batch_delete|release|abort|remove|reboot|detach|revoke|close_account|leave_organization)(?:_\w+)?$/;
/** One message, one row, a tag, a query: what programs put there and take away. */
const AWS_ORDINARY =
  /^(?:delete_(?:item|message|message_batch|tags?|tagging|\w+_tagging|log_stream)|stop_(?:query|query_execution|task|build|transcription_job|execution)|release_lock|reset_index|remove_tags\w*|remove_permission)$/;
const AWS_RIGHTS =
  /^(?:create_user|create_access_key|create_login_profile|create_policy_version|update_login_profile|add_permission|attach_\w+_policy|put_\w+_policy|put_\w+_acl|put_public_access_block|delete_public_access_block|add_user_to_group|update_assume_role_policy|authorize_\w+|modify_\w+)$/;

function aws(call: ApiCall): Thing | undefined {
  const verb = call.name.slice(call.name.lastIndexOf('.') + 1);
  if (isLocalService(call.self) || isOn(call.arg('DryRun'))) return undefined;
  if (verb === 'delete_public_access_block' || AWS_RIGHTS.test(verb)) call.report('privilege', 'changes rights in the cloud');
  else if (AWS_DESTROYS.test(verb) && !AWS_ORDINARY.test(verb) && !/batch_writer\(\)/.test(call.name))
    call.report('cloud-destroy', `destroys in the cloud (${verb})`);
  else if (verb === 'change_resource_record_sets' && says([...call.args, ...call.named.values()], 'DELETE'))
    call.report('cloud-destroy', 'deletes names of the domain');
  else if (verb === 'get_secret_value' || (/^get_parameters?(?:_by_path)?$/.test(verb) && call.option('WithDecryption'))) {
    call.report('read-secret', 'reads a secret of the cloud');
    return madeThing('boto3.secret()', { content: hole('(secret)', SECRET) });
  } else if (verb === 'get_credentials' || verb === 'get_session_token') {
    call.report('read-secret', 'reads the access keys');
    return madeThing('boto3.credentials()', { content: hole('(access keys)', SECRET) });
  } else if (/^(?:put|upload\w*|send_message|publish|put_records?)$/.test(verb)) uploaded(call);
  return undefined;
}

function says(things: Iterable<Thing>, word: string, depth = 0): boolean {
  return [...things].some(
    (thing) =>
      literalOf(thing) === word ||
      (depth < 8 && thing.type === 'list' && says(thing.items, word, depth + 1)) ||
      (depth < 8 && thing.type === 'object' && says(thing.entries.values(), word, depth + 1)),
  );
}

/** A whole bucket, or a tree in it. */
function removed(call: ApiCall): undefined {
  const local = /^(?:file|memory|local)$/.test(literalOf(makers(call.self)[0]?.args[0]) ?? '');
  if (local) call.touch('delete', call.arg('0 path') ?? textThing(''), { recursive: call.option('recursive') });
  else if (!isLocalService(call.self)) call.report('cloud-destroy', 'deletes in the cloud');
  return undefined;
}

const FILES = [
  '0',
  'Filename',
  'filename',
  'file',
  'path_or_fileobj',
  'folder_path',
  'document',
  'media',
  'photo',
  'file_path',
  'lpath',
  'local_file',
  'local_path',
];

/** A secret, or a file from elsewhere, that goes to a service. */
export function uploaded(call: ApiCall): undefined {
  const files = FILES.flatMap((name) => call.arg(name) ?? []).filter((one) => one.type === 'text');
  const carried = [...call.args, ...call.named.values(), ...files.map((one) => textThing(contentOf(call, one)))];
  const { secret, outside } = taintOfThing(listThing(carried));
  if (isLocalService(call.self)) return undefined;
  const to = /^\w+/.exec(described(call.self))?.[0] ?? 'another machine';
  call.report((secret ?? outside) ? 'upload' : 'network', `sends ${secret ?? outside ?? 'data'} to ${to}`);
  return undefined;
}
