import type { Export } from '../export';
import { logError } from '../log';

/**
 * An export as the answer to a request. Its first page is read before there is an answer, so that what is refused is refused in
 * the usual shape; the others are read as the client takes them. It ends with the client.
 */
export async function csvAnswer(
  { filename, text }: Export,
  { method, signal }: { method: string; signal: AbortSignal },
  requestId: string,
): Promise<Response> {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${filename}"`,
  };
  if (method === 'HEAD') return new Response(null, { headers });
  const first = await text.next();
  const end = async () => {
    try {
      await text.return();
    } catch (error) {
      logError(error, { event: 'export_broke', request_id: requestId });
    }
  };
  if (signal.aborted) await end();
  // A client may go before the answer begins: nobody would cancel a stream that was never read.
  else signal.addEventListener('abort', () => void end(), { once: true });
  const encoder = new TextEncoder();
  let next: IteratorResult<string, void> | undefined = first;
  let isRead = true;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = next ?? (await text.next());
          next = undefined;
          // It was read while the client went: nobody takes it any more.
          if (!isRead) return;
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          logError(error, { event: 'export_broke', request_id: requestId });
          // The connection breaks off: half a file must not look like a whole one.
          controller.error(error);
        }
      },
      cancel() {
        isRead = false;
        return end();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers });
}
