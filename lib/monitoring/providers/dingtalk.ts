import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { byStatus, JSON_HEADERS, type ChannelWay } from './channel';

/** Busy, or more than twenty messages in a minute: it takes them again after a while. */
const LATER = new Set([-1, 130_101, 410_100, 90_018]);
const TOO_MANY_MS = 60_000;

/** DingTalk answers 200 whatever it thinks; what it thinks stands in the body. */
const Answer = z.object({ errcode: z.number() });

/** The sign of a robot: an HMAC-SHA256 over time and secret, under the secret, in Base64. */
function dingtalkSign(secret: string, timestamp: string) {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

/** A robot in a group of DingTalk. Its sign and its time go into the address. */
export const dingtalk: ChannelWay = {
  request: ({ url, secret }, { at, title, body }) => {
    const signed = new URL(url);
    if (secret !== null) {
      const timestamp = String(at.getTime());
      signed.searchParams.set('timestamp', timestamp);
      signed.searchParams.set('sign', dingtalkSign(secret, timestamp));
    }
    return {
      url: signed.href,
      headers: JSON_HEADERS,
      body: JSON.stringify({ msgtype: 'text', text: { content: `${title}\n${body}` } }),
    };
  },

  read: (answer) => {
    if (answer.status !== 200) return byStatus(answer);
    const said = Answer.safeParse(jsonOf(answer.excerpt));
    if (!said.success) return { outcome: 'again', problem: 'unreadable' };
    const { errcode } = said.data;
    if (errcode === 0) return { outcome: 'sent' };
    const problem = `dingtalk_${errcode}`;
    return LATER.has(errcode)
      ? { outcome: 'again', problem, after_ms: TOO_MANY_MS }
      : { outcome: 'refused', problem };
  },
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
