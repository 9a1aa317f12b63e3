#!/usr/bin/env python3
"""Types 20 keys a second into one terminal while the harness sends 1,000 messages a second into each of a hundred others, and
tells how long the echoes took, beside what the harness measured. One line of JSON.

    BENCH_HOME=../shared/bench BENCH_WARM=45 scripts/echo-beside-input.py [HOW MANY TERMINALS]

The harness has to be built (make). Everything it starts has a tmux server and a port of its own and is ended by its pid."""
import json, os, re, signal, socket, struct, subprocess, sys, tempfile, time

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BENCH = os.path.abspath(os.environ.get("BENCH_HOME", os.path.join(HOME, "../shared/bench")))
TERMINALS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
PAUSE = 0.05
TMUX_NAME = f"beside{os.getpid()}"


def tmux(*words):
    env = {k: v for k, v in os.environ.items() if k not in ("TMUX", "TMUX_PANE")}
    return subprocess.check_output(["tmux", "-L", TMUX_NAME, "-f", "/dev/null", *words], env=env, text=True).strip()


class Typist:
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

    def echo(self, key):
        """How many milliseconds the echo of a key takes."""
        self.seq += 1
        message = struct.pack(">BIQ", 3, 1, self.seq) + key
        begin = time.monotonic()
        self.send(0x82, message)
        self.await_output(key)
        return (time.monotonic() - begin) * 1000


def serve():
    server = subprocess.Popen([HOME + "/tmuxbridge", "serve", "--port", "0", "--auth", "none", "--tmux-socket", TMUX_NAME],
                              stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    ready = server.stdout.readline()
    if not ready.startswith("tmuxbridge ready"):
        server.terminate()
        sys.exit(f"the launcher said {ready!r} instead of its ready line")
    return server, int(re.search(r":(\d+)", ready.split("//")[1]).group(1))


def measure(server, port, tmux_pid, directory):
    typist = Typist(port, "probe")
    typist.await_output(b"")
    command = [BENCH + "/bench", "-a", "tmuxbridge", "-p", str(port), "-d", directory, "-S", str(server.pid),
               "-T", str(tmux_pid), "input", f"k={TERMINALS}"]
    load = subprocess.Popen(command, env=dict(os.environ, BENCH_SOCK=TMUX_NAME, BENCH_DIR=directory), stdout=subprocess.PIPE, text=True)
    typed = []
    while load.poll() is None:
        begin, took = time.monotonic(), typist.echo(bytes([ord("a") + len(typed) % 26]))
        typed.append((begin, took))
        time.sleep(max(0, PAUSE - took / 1000))
    end = time.monotonic()
    result = json.loads(load.stdout.read())
    # Before that the harness connects its terminals one after the other.
    echoes = sorted(took for begin, took in typed if end - begin < result["done_s"])
    return {"echo_keys": len(echoes), "echo_ms_p50": round(echoes[len(echoes) // 2], 2), "echo_ms_p99": round(echoes[len(echoes) * 99 // 100], 2),
            "echo_ms_max": round(echoes[-1], 2), **{k: result[k] for k in ("achieved_per_s", "done_s", "terminals_perfect", "cpu_server_s", "cpu_tmux_s")}}


def stop(pid):
    """Asks first. A tmux server can wait for ever for a client that nobody reads."""
    for word in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(pid, word)
        except ProcessLookupError:
            return
        end = time.monotonic() + 5
        while os.path.exists(f"/proc/{pid}") and time.monotonic() < end:
            time.sleep(0.05)


def main():
    for program in ("bench", "bprog"):
        if not os.access(f"{BENCH}/{program}", os.X_OK):
            sys.exit(f"there is no {BENCH}/{program}: set BENCH_HOME to the harness and run make there")
    server = None
    tmux("new-session", "-d", "-s", "probe", "-x", "80", "-y", "24", f"exec {BENCH}/bprog echo")
    tmux_pid = int(tmux("display-message", "-p", "#{pid}"))
    try:
        for i in range(TERMINALS):
            tmux("new-session", "-d", "-s", f"s{i}", "-x", "80", "-y", "24", f"exec {BENCH}/bprog seq")
        server, port = serve()
        time.sleep(float(os.environ.get("BENCH_WARM", "3")))
        with tempfile.TemporaryDirectory() as directory:
            print(json.dumps(measure(server, port, tmux_pid, directory)))
    finally:
        if server:
            server.terminate()
            server.wait()
        stop(tmux_pid)


main()
