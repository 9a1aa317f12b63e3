/* A TCP proxy that delays what passes, each way by so many milliseconds, and keeps its order: a slow line for tests. */
import { connect, createServer } from "node:net";

/**
 * Listens on a port of its own on 127.0.0.1 and forwards to `port`; half of `roundTrip` ms each way. Without `upgrades`
 * it lets no WebSocket through: it cuts whoever asks for one.
 */
export async function startDelayProxy(port, roundTrip, { upgrades = true } = {}) {
  const sockets = new Set();
  const server = createServer((client) => {
    const target = connect(port, "127.0.0.1");
    if (!upgrades)
      client.on("data", (data) => /^upgrade: *websocket/im.test(data.toString("latin1")) && client.destroy());
    for (const [from, to] of [
      [client, target],
      [target, client],
    ]) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on("data", (data) => setTimeout(() => !to.destroyed && to.write(data), roundTrip / 2));
      from.on("end", () => setTimeout(() => to.end(), roundTrip / 2));
      from.on("error", () => to.destroy());
      from.on("close", () => sockets.delete(from));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    /** Breaks every connection. */
    cut: () => sockets.forEach((socket) => socket.destroy()),
    stop: () => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
