// Key rings, browsers, accounts and what people type, in Python: what hands out secrets.

import type { Api, ApiCall, Apis } from '../program/api.ts';
import { VARIABLE } from '../program/members.ts';
import { ENVIRONMENT } from '../program/tell-setting.ts';
import { madeThing, type Thing, textThing, unknownThing } from '../program/thing.ts';
import { hole } from '../value.ts';

export const PYTHON_SECRETS: Apis = {
  'keyring.get_password keyring.get_credential keyring.core.get_password keyring.backend.get_password keyring.get_keyring().get_password keyring.get_keyring().get_credential':
    secret('a password of the key ring'),
  'secretstorage.get_all_items secretstorage.search_items secretstorage.get_default_collection().get_all_items secretstorage.get_default_collection().search_items secretstorage.Collection().get_all_items *.get_secret_text':
    secret('the key ring'),
  'win32crypt.CryptUnprotectData win32cred.CredRead win32cred.CredEnumerate': secret('a stored password'),
  'browser_cookie3.chrome browser_cookie3.firefox browser_cookie3.load browser_cookie3.edge browser_cookie3.brave browser_cookie3.opera browser_cookie3.safari browser_cookie3.chromium browsercookie.chrome browsercookie.firefox browsercookie.load rookiepy.load rookiepy.chrome rookiepy.firefox':
    secret('the cookies of the browser'),
  'spwd.getspall spwd.getspnam': secret('the passwords of the system'),
  'netrc.netrc': secret('~/.netrc'),
  'botocore.session.get_session().get_credentials botocore.session.Session().get_credentials botocore.credentials.load_credentials':
    secret('the access keys'),
  'huggingface_hub.HfFolder.get_token huggingface_hub.get_token': secret('the token of the hub'),
  'pynput.keyboard.Listener keyboard.on_press keyboard.on_release keyboard.record keyboard.hook keyboard.read_event pyxhook.HookManager':
    { tell: ['read-secret', 'listens to what is typed'] },
  'dotenv.dotenv_values environ.Env.read_env': { does: settings },
  // What is shown or copied matters when it leaves.
  'pyperclip.paste clipboard.paste pandas.read_clipboard': holds('the clipboard'),
  'pyautogui.screenshot PIL.ImageGrab.grab mss.mss().grab mss.mss().shot pyscreenshot.grab': { does: screen },
};

function secret(what: string): Api {
  return {
    tell: ['read-secret', `reads ${what}`],
    does: (call) => madeThing(`${call.name}()`, { args: call.args, content: hole(`${call.name}()`, { secret: what }) }),
  };
}

function holds(what: string): Api {
  return { does: (call) => textThing(hole(`${call.name}()`, { secret: what })) };
}

/** As the environment: one by name is ordinary, all of them together are a secret. */
function settings(): Thing {
  return {
    type: 'object',
    entries: new Map([[ENVIRONMENT, unknownThing('.env', { secret: '.env' })]]),
    rest: unknownThing(VARIABLE),
  };
}

function screen(call: ApiCall): Thing {
  const content = hole('(screen)', { secret: 'what the screen shows' });
  const path = call.arg('0 output filename');
  if (path?.type === 'text') call.touch('overwrite', path, { content });
  return madeThing('(screen)', { content });
}
