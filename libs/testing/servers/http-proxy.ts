import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A real HTTP proxy on a port of this machine: absolute form for plain HTTP, tunnels for what is asked for by CONNECT. */
export class HttpProxy {
  /** Every request that it was to pass on, `CONNECT host:port` or `GET http://…`, refused ones included. */
  readonly asked: string[] = [];
  /** Answers so instead of passing on. */
  refusal: number | undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly login: string,
    private readonly routes: ReadonlyMap<string, number>,
  ) {
    server.on('connection', (socket: Socket) => this.track(socket));
    server.on('request', (incoming, response) => this.pass(incoming, response));
    server.on('connect', (incoming: IncomingMessage, socket: Socket, head: Buffer) =>
      this.tunnel(incoming, socket, head),
    );
  }

  /** `routes` say on which port of 127.0.0.1 a `host:port` listens: names that no name server knows. */
  static async start(login: string, routes: Readonly<Record<string, number>>): Promise<HttpProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HttpProxy(server, login, new Map(Object.entries(routes)));
  }

  /** With its login; what a variable holds. */
  get url(): string {
    return `http://${this.login}@${this.address}`;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
  }

  private pass(incoming: IncomingMessage, response: ServerResponse): void {
    const url = new URL(incoming.url ?? '', 'http://no-absolute-form.invalid');
    const status = this.refusalOf(incoming, `${url.hostname}:${url.port || '80'}`);
    if (status !== undefined) return void response.writeHead(status).end();
    const port = this.routes.get(`${url.hostname}:${url.port || '80'}`);
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).filter(([name]) => !name.startsWith('proxy-')),
    );
    const { method } = incoming;
    const onward = request({
      host: '127.0.0.1',
      port,
      method,
      headers,
      path: `${url.pathname}${url.search}`,
    });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    incoming.pipe(onward);
  }

  private tunnel(incoming: IncomingMessage, socket: Socket, head: Buffer): void {
    const target = incoming.url ?? '';
    const status = this.refusalOf(incoming, target);
    if (status !== undefined) return void socket.end(`HTTP/1.1 ${status} Refused\r\n\r\n`);
    const onward = connect({ host: '127.0.0.1', port: this.routes.get(target) ?? 0 });
    this.track(onward);
    onward.on('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('close', () => socket.destroy());
  }

  private refusalOf({ method, url, headers }: IncomingMessage, target: string): number | undefined {
    this.asked.push(`${method} ${url}`);
    const expected = `Basic ${Buffer.from(this.login).toString('base64')}`;
    if (headers['proxy-authorization'] !== expected) return 407;
    return this.refusal ?? (this.routes.has(target) ? undefined : 502);
  }

  private track(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
  }
}
