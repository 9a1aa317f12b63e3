"""What scripts that measure beside the harness have in common: where it is, tmux servers and a launcher of their own, and their end."""
import os, re, signal, subprocess, sys, time

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BENCH = os.path.abspath(os.environ.get("BENCH_HOME", os.path.join(HOME, "../shared/bench")))
ENVIRONMENT = {**{k: v for k, v in os.environ.items() if k not in ("TMUX", "TMUX_PANE")}, "TERM": "xterm-256color"}
WARM = float(os.environ.get("BENCH_WARM", "3"))


def need_harness():
    for program in ("bench", "bprog"):
        if not os.access(f"{BENCH}/{program}", os.X_OK):
            sys.exit(f"there is no {BENCH}/{program}: set BENCH_HOME to the harness and run make there")


def tmux(socket, *words):
    return subprocess.check_output(["tmux", "-L", socket, "-f", "/dev/null", *words], env=ENVIRONMENT, text=True).strip()


def new_session(socket, name, program):
    tmux(socket, "new-session", "-d", "-s", name, "-x", "80", "-y", "24", f"exec {BENCH}/bprog {program}")


def server_pid(socket):
    return int(tmux(socket, "display-message", "-p", "#{pid}"))


def serve(socket, *options):
    """A launcher, and the port it listens at."""
    server = subprocess.Popen([HOME + "/tmuxbridge", "serve", "--port", "0", "--auth", "none", "--tmux-socket", socket, *options],
                              stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    ready = server.stdout.readline()
    if not ready.startswith("tmuxbridge ready"):
        server.terminate()
        sys.exit(f"the launcher said {ready!r} instead of its ready line")
    return server, int(re.search(r":(\d+)", ready.split("//")[1]).group(1))


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
