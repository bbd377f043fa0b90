import { InjectionToken } from '@angular/core';
import { API } from '../api/api';
import { GOODBYE, HELLO } from './stream-hub';
import { StreamLink, type StreamMessage } from './stream-link';

/** Listens to the server's stream until the function that it answers is called. */
export type OpenStream = (hear: (message: StreamMessage) => void) => () => void;

/** How this browser listens. */
export const OPEN_STREAM = new InjectionToken<OpenStream>('OPEN_STREAM', {
  providedIn: 'root',
  factory: () => (typeof SharedWorker === 'undefined' ? openWhileVisible : openShared),
});

/** Through the worker that all tabs share; by a connection of its own where the worker does not start. */
function openShared(hear: (message: StreamMessage) => void): () => void {
  const worker = new SharedWorker(new URL('./stream.worker', import.meta.url), {
    type: 'module',
    name: 'envscope-stream',
  });
  const leave = (): void => worker.port.postMessage(GOODBYE);
  const comeBack = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) return;
    worker.port.postMessage(HELLO);
    hear({ kind: 'event', name: 'reset', data: '{}' });
  };
  let close = (): void => {
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', comeBack);
    leave();
  };
  worker.port.onmessage = ({ data }: MessageEvent<StreamMessage>) => hear(data);
  worker.onerror = () => {
    close();
    close = openWhileVisible(hear);
  };
  addEventListener('pagehide', leave);
  addEventListener('pageshow', comeBack);
  return () => close();
}

/** By a connection of its own, held only while the tab is seen, so that many tabs do not use up the connections. */
function openWhileVisible(hear: (message: StreamMessage) => void): () => void {
  let link: StreamLink | undefined;
  let isFirst = true;
  const follow = (): void => {
    link?.close();
    link = undefined;
    if (document.hidden) return;
    link = new StreamLink(() => new EventSource(API.stream), hear);
    if (!isFirst) hear({ kind: 'event', name: 'reset', data: '{}' });
    isFirst = false;
  };
  const renew = (): void => link?.renew();
  document.addEventListener('visibilitychange', follow);
  addEventListener('online', renew);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    removeEventListener('online', renew);
    link?.close();
  };
}
