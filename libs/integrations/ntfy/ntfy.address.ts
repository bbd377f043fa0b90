import { loginFault } from '@envscope/environments/url-login.js';
import { isOnThisMachine } from '@envscope/environments/web-url.js';

/** A topic's URL, taken apart. */
export interface TopicAddress {
  /** Where JSON is published: what stands before the topic's name, without a slash at its end. */
  readonly serverUrl: string;
  /** A secret: whoever knows it can read and write, unless the server has access control. */
  readonly topic: string;
}

const TOPIC = /^[-_A-Za-z0-9]{1,64}$/;

/** Takes a topic's URL apart; undefined where it is none, or would carry the topic in clear beyond this machine. */
export function parseTopicUrl(text: string): TopicAddress | undefined {
  if (!URL.canParse(text) || loginFault(text) !== undefined || /[?#]/.test(text)) return undefined;
  const { protocol, username, password, origin, pathname } = new URL(text);
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && isOnThisMachine(text));
  const [, path = '', topic = ''] = /^(.*)\/([^/]+)\/?$/.exec(pathname) ?? [];
  if (!isPrivate || username !== '' || password !== '' || !TOPIC.test(topic)) return undefined;
  return { serverUrl: `${origin}${path}`, topic };
}
