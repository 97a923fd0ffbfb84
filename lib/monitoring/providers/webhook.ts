import { Webhook } from 'standardwebhooks';
import { byStatus, JSON_HEADERS, type ChannelWay } from './channel';

/** Any receiver. The id stays the same however often a message is sent, so a receiver can know the second copy. */
export const webhook: ChannelWay = {
  request: ({ url, secret }, { id, at, title, body, facts }) => {
    const messageId = `alert-message-${id}`;
    const payload = JSON.stringify({
      type: `alert.${String(facts.state)}`,
      timestamp: at.toISOString(),
      data: { ...facts, title, text: body },
    });
    return {
      url,
      headers: {
        ...JSON_HEADERS,
        'webhook-id': messageId,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(secret ?? '').sign(messageId, at, payload),
      },
      body: payload,
    };
  },
  read: byStatus,
};
