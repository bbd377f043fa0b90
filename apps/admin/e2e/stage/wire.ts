import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A wire between the browser and the console: it counts the streams that go through, can be cut, and can fall silent. */
export class Wire {
  private server: Server;
  private port = 0;
  private readonly streams = new Set<IncomingMessage>();
  private readonly answers = new Set<IncomingMessage>();
  private isSilent = false;

  private constructor(private readonly consoleUrl: string) {
    this.server = this.newServer();
  }

  static async to(consoleUrl: string): Promise<Wire> {
    const wire = new Wire(consoleUrl);
    await wire.restore();
    return wire;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How many connections to the stream of events are open. */
  get openStreams(): number {
    return this.streams.size;
  }

  /** Breaks every connection and takes no new one. */
  async cut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  /** Keeps every connection and takes new ones, but lets nothing through: as a server that hangs. */
  fallSilent(): void {
    this.isSilent = true;
    for (const answer of this.answers) answer.unpipe();
  }

  /** Takes connections at the same address as before. */
  async restore(): Promise<void> {
    this.isSilent = false;
    this.server = this.newServer();
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private newServer(): Server {
    return createServer((incoming, outgoing) => this.forward(incoming, outgoing));
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, headers, url = '/' } = incoming;
    if (this.isSilent) return;
    const onward = request(new URL(url, this.consoleUrl), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => outgoing.destroy()).pipe(outgoing);
      this.answers.add(answer);
      answer.once('close', () => this.answers.delete(answer));
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
    if (url.endsWith('/internal/stream')) this.streams.add(incoming);
    outgoing.on('close', () => {
      onward.destroy();
      this.streams.delete(incoming);
    });
  }
}
