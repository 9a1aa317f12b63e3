#!/usr/bin/env python3
"""Types 20 keys a second into one terminal while the harness sends 1,000 messages a second into each of a hundred others, and
tells how long the echoes took, beside what the harness measured: by the bridge, and all by `tmux attach` in the same run, in turn.
A line of JSON for each round and one for each road with the echoes of all its rounds.

    BENCH_HOME=../shared/bench BENCH_WARM=60 scripts/echo-beside-input.py [TERMINALS [ROUNDS]]

The harness has to be built (make). Everything it starts has a tmux server and a port of its own and is ended by its pid."""
import json, os, pty, select, socket, struct, subprocess, sys, tempfile, time

from measuring import BENCH, ENVIRONMENT, WARM, need_harness, new_session, serve, server_pid, stop

TERMINALS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 1
PAUSE = 0.05
TMUX_NAME = f"beside{os.getpid()}"


class BridgeTypist:
    """The least client of the binary subprotocol (docs/protocol.md)."""

    def __init__(self, port, session):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream = self.socket.makefile("rb")
        self.seq = 0
        self.socket.sendall((f"GET /ws/terminal/{session} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                             "Sec-WebSocket-Protocol: tmuxbridge.v1.binary\r\n\r\n").encode())
        while self.stream.readline() not in (b"\r\n", b""):
            pass
        self.send(0x81, json.dumps({"type": "connect", "cols": 80, "rows": 24, "clientId": os.urandom(16).hex(), "attempt": 1}).encode())

    def send(self, head, payload):
        length = bytes([0x80 | len(payload)]) if len(payload) < 126 else struct.pack(">BH", 0x80 | 126, len(payload))
        self.socket.sendall(bytes([head]) + length + bytes(4) + payload)

    def frame(self):
        head, length = self.stream.read(2)
        length = struct.unpack(">H", self.stream.read(2))[0] if length == 126 else struct.unpack(">Q", self.stream.read(8))[0] if length == 127 else length
        return head, self.stream.read(length)

    def await_output(self, what):
        while True:
            head, payload = self.frame()
            if head == 0x82 and what in payload[13:]:
                return

    def type(self, key):
        self.seq += 1
        self.send(0x82, struct.pack(">BIQ", 3, 1, self.seq) + key)


class AttachTypist:
    """`tmux attach` on a pty."""

    def __init__(self, session):
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.execvpe("tmux", ["tmux", "-L", TMUX_NAME, "attach", "-t", session], ENVIRONMENT)
        while not select.select([self.terminal], [], [], 10)[0]:
            sys.exit("tmux attach draws nothing")
        while select.select([self.terminal], [], [], 0.3)[0]:
            os.read(self.terminal, 65536)

    def type(self, key):
        os.write(self.terminal, key)

    def await_output(self, what):
        while what not in os.read(self.terminal, 65536):
            pass


def load(road, options, tmux_pid, typist):
    """What the harness measured in one round, and the milliseconds that echoes took meanwhile."""
    with tempfile.TemporaryDirectory() as directory:
        command = [BENCH + "/bench", *options, "-d", directory, "-T", str(tmux_pid), "input", f"k={TERMINALS}"]
        environment = dict(ENVIRONMENT, BENCH_SOCK=TMUX_NAME, BENCH_DIR=directory)
        harness = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        typed = []
        while harness.poll() is None:
            key = bytes([ord("a") + len(typed) % 26])
            begin = time.monotonic()
            typist.type(key)
            typist.await_output(key)
            typed.append((begin, (time.monotonic() - begin) * 1000))
            time.sleep(max(0, PAUSE - (time.monotonic() - begin)))
        end = time.monotonic()
        result = json.loads(harness.stdout.read())
    # Before that the harness connects its terminals one after the other.
    echoes = [took for begin, took in typed if end - begin < result["done_s"]]
    measured = {k: result[k] for k in ("achieved_per_s", "done_s", "terminals_perfect", "cpu_server_s", "cpu_tmux_s")}
    print(json.dumps({"road": road, **summary(echoes), **measured}), flush=True)
    return echoes


def summary(echoes):
    ordered = sorted(echoes)
    return {"echo_keys": len(ordered), "echo_ms_p50": round(ordered[len(ordered) // 2], 2),
            "echo_ms_p99": round(ordered[len(ordered) * 99 // 100], 2), "echo_ms_max": round(ordered[-1], 2)}


def main():
    need_harness()
    server = None
    # One for each road: what is typed on one must not come out of the other.
    for session in ("bridged", "attached"):
        new_session(TMUX_NAME, session, "echo")
    tmux_pid = server_pid(TMUX_NAME)
    try:
        for i in range(TERMINALS):
            new_session(TMUX_NAME, f"s{i}", "seq")
        server, port = serve(TMUX_NAME)
        time.sleep(WARM)
        bridge = BridgeTypist(port, "bridged")
        bridge.await_output(b"")
        roads = {"tmuxbridge": (["-a", "tmuxbridge", "-p", str(port), "-S", str(server.pid)], bridge),
                 "attach": (["-a", "pty", "-c", f"tmux -L {TMUX_NAME} attach -t %s"], AttachTypist("attached"))}
        echoes = {road: [] for road in roads}
        for _ in range(ROUNDS):
            for road, (options, typist) in roads.items():
                echoes[road] += load(road, options, tmux_pid, typist)
        for road, all_of_it in echoes.items():
            print(json.dumps({"road": road, "rounds": ROUNDS, **summary(all_of_it)}))
    finally:
        if server:
            server.terminate()
            server.wait()
        stop(tmux_pid)


main()
