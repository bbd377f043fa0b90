import { API } from '../api/api';
import { StreamHub } from './stream-hub';
import { StreamLink } from './stream-link';

// One worker serves all tabs of the console, and so does its one connection: a browser allows six to a host on HTTP/1.1.
const hub = new StreamHub();
const link = new StreamLink(
  // The worker's file lies at the console's root, whatever path that is.
  () => new EventSource(new URL(API.stream, self.location.href)),
  (message) => hub.report(message),
);

self.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port) hub.join(port);
});
self.addEventListener('online', () => link.renew());
