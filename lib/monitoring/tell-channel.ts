import type { Ctx } from '../context';
import { asAppError } from '../errors';
import type { AlertChannelKind } from '../generated/prisma/enums';
import { callOutside } from '../outside-call';
import { postToTarget, TargetFailedError, UnsafeTargetError } from '../safe-target';
import {
  CHANNEL_CALLS,
  type ChannelAddress,
  type ChannelWay,
  type Delivery,
  type Telling,
} from './providers/channel';
import { dingtalk } from './providers/dingtalk';
import { slack } from './providers/slack';
import { webhook } from './providers/webhook';

const WAYS: Record<AlertChannelKind, ChannelWay> = { SLACK: slack, DINGTALK: dingtalk, WEBHOOK: webhook };

/** Sends a message to a channel, once, and reads what came of it. Nothing that goes wrong outside is thrown. */
export async function tellChannel(
  ctx: Ctx,
  { id, kind }: { id: number; kind: AlertChannelKind },
  address: ChannelAddress,
  telling: Telling,
): Promise<Delivery> {
  const way = WAYS[kind];
  const { url, headers, body } = way.request(address, telling);
  try {
    // A message that was perhaps taken is not repeated at once: chats cannot tell a copy. The job tries again, later.
    const answer = await callOutside(
      ctx,
      { name: `${CHANNEL_CALLS}${id}`, repeatable: false },
      ({ signal }) => postToTarget(url, { headers, body, signal }),
    );
    return way.read(answer);
  } catch (error) {
    if (error instanceof UnsafeTargetError) return { outcome: 'refused', problem: 'target_refused' };
    if (error instanceof TargetFailedError)
      return { outcome: 'again', problem: error.errorCode.toLowerCase() };
    const known = asAppError(error);
    if (known.errorCode === 'SERVICE_UNAVAILABLE')
      return { outcome: 'again', problem: 'service_unavailable' };
    throw error;
  }
}
