import { byStatus, JSON_HEADERS, type ChannelWay } from './channel';

/** Characters that Slack reads as commands: a link, a mention of everybody. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An incoming webhook of Slack, or of what speaks like it: the address is the right to write. */
export const slack: ChannelWay = {
  request: ({ url }, { title, body }) => ({
    url,
    headers: JSON_HEADERS,
    body: JSON.stringify({ text: `*${escaped(title).replaceAll('*', '')}*\n${escaped(body)}` }),
  }),
  read: byStatus,
};
