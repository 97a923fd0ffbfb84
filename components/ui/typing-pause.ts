const TYPING_PAUSE_MS = 250;

/** Waits until typing has stopped; a newer question aborts the wait. @throws DOMException AbortError then */
export function typingPause(signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, TYPING_PAUSE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('a newer question was asked', 'AbortError'));
    });
  });
}
