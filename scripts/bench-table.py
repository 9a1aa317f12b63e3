#!/usr/bin/env python3
"""bench-table.py PAGE RESULTS: writes the tables of RESULTS/*.json between the bench marks of PAGE.

One table for each scenario: medians over all runs, tmuxbridge and the floors side by side, what tmuxbridge takes as a multiple
of the floor 'attach' of the same runs, and, where there is one, the aim and whether it is reached. Nothing is left out; a run that failed is
counted as such. Results in SCENARIO-lossless.json are of viewers that asked for every byte, those in memory-viewers.json of viewers of
one session."""

import glob
import json
import os
import platform
import statistics
import subprocess
import sys

# What is shown of each scenario, and how it is called.
SHOWN = {
    "echo": {"ms_p50": "echo p50, ms", "ms_p99": "echo p99, ms", "ms_max": "echo longest, ms",
             "cpu_server_s": "CPU of the server, s", "cpu_tmux_s": "CPU of tmux, s"},
    "input": {"achieved_per_s": "messages a second", "terminals_perfect": "terminals complete and in order",
              "out_of_order": "out of order", "done_s": "until all is there, s",
              "ms_p99": "echo p99, ms",
              "cpu_server_s": "CPU of the server, s", "cpu_tmux_s": "CPU of tmux, s"},
    "fanout": {"cpu_both_s": "CPU of server and tmux, s", "frames_per_s": "frames a second", "lines_per_s_delivered": "lines a second",
               "worst_viewer_fraction": "share of the lines, worst viewer", "ms_p50": "delay p50, ms",
               "ms_p99": "delay p99, ms", "cpu_server_s": "CPU of the server, s", "cpu_tmux_s": "CPU of tmux, s"},
    "memory": {"0_server_rss_kb": "server at 0, kB", "100_server_rss_kb": "server at 100, kB",
               "500_server_rss_kb": "server at 500, kB", "500_helpers_pss_kb": "its processes at 500, kB PSS",
               "viewer_kb": "each further viewer, kB", "session_kb": "each further session with its viewer and its processes, kB",
               "500_tmux_rss_kb": "tmux at 500, kB", "attach_ms_p50": "until the first screen p50, ms"},
    "flood": {"seconds": "until the end is seen, s", "bytes_received": "bytes received", "lines_seen": "lines seen",
              "cpu_server_s": "CPU of the server, s", "cpu_tmux_s": "CPU of tmux, s",
              "peak_rss_server_kb": "most memory of the server, kB"},
    "interact": {"ms_p50": "echo p50, ms", "ms_p99": "echo p99, ms", "ctrlc_mark_ms_p50": "Ctrl-C to its mark, ms",
                 "ctrlc_quiet_ms_p50": "Ctrl-C to quiet, ms"},
    "slow": {"before_MBps": "others before, MB/s", "during_MBps": "others during, MB/s",
             "kept_rate": "others during, of before", "healthy_longest_gap_ms": "longest gap of the others, ms",
             "rss_server_before_kb": "server before, kB", "rss_server_peak_kb": "server at most, kB"},
    "reconnect": {"lost_per_reconnect": "lines lost each time", "dup_per_reconnect": "lines twice each time",
                  "live_again_ms_p50": "live again p50, ms"},
}


# What is behind the scenario in the name of a file, and how it is called.
VARIANTS = {"lossless": "lossless", "viewers": "one session"}

# The columns, in this order; others come behind.
SERVERS = ["tmuxbridge", "attach", "pty", "ctl", "pipe", "ref", "ttyd", "wetty"]


def at_most(floor, factor=1.0, more=0.0):
    """An aim by a floor of the same runs: at most FACTOR times it and MORE."""
    def aim(key, values, label):
        base = values(floor, key)
        name = f"{floor}" if factor == 1 else f"{factor:g}x {floor}"
        return (f"≤ {name}" + (f" + {more:g}" if more else ""), None if base is None else base * factor + more)
    return aim


def below(bound):
    return lambda key, values, label: (f"< {bound:,}", bound)


def at_least(bound):
    return lambda key, values, label: (f"≥ {bound:,g}", bound)


def only(wanted, aim):
    """An aim of one label alone."""
    return lambda key, values, label: aim(key, values, label) if label == wanted else None


def either(aims):
    """Aims by label."""
    return lambda key, values, label: aims[label](key, values, label) if label in aims else None


# What the bridge aims at: (scenario, figure) -> aim. Greater is better for those in MORE_IS_BETTER.
AIMS = {
    ("echo", "ms_p50"): either({"k1": at_most("attach", more=0.25), "k100": at_most("attach")}),
    ("echo", "ms_p99"): either({"k1": at_most("attach", 1.25), "k100": at_most("attach")}),
    ("flood", "seconds"): either({"100MB": at_most("attach", 1.1), "100MB, lossless": at_most("pipe", 1.3)}),
    ("flood", "lines_seen"): only("100MB, lossless", lambda key, values, label: (
        "every line", values("tmuxbridge", "lines_printed"))),
    ("interact", "ms_p50"): at_most("attach", 1.25),
    ("interact", "ms_p99"): at_most("attach", 1.25),
    ("interact", "ctrlc_quiet_ms_p50"): at_most("attach"),
    ("slow", "kept_rate"): at_least(0.98),
    ("fanout", "cpu_both_s"): at_most("ref", 0.35),
    ("fanout", "ms_p99"): at_most("ref"),
    ("memory", "0_server_rss_kb"): below(90_000),
    ("memory", "viewer_kb"): only("idle, one session", below(60)),
    ("memory", "session_kb"): only("idle", below(1_200)),
    ("input", "terminals_perfect"): lambda key, values, label: ("all", int(label[1:]) if label[1:].isdigit() else None),
    ("input", "out_of_order"): lambda key, values, label: ("0", 0),
    ("input", "ms_p99"): below(50),
}
MORE_IS_BETTER = {"lines_seen", "kept_rate", "terminals_perfect"}


def with_sums(row, variant):
    """Adds what is made of other figures of the same run."""
    def have(*keys):
        return all(isinstance(row.get(key), (int, float)) for key in keys)

    if have("cpu_server_s", "cpu_tmux_s"):
        row["cpu_both_s"] = row["cpu_server_s"] + row["cpu_tmux_s"]
    if have("before_MBps", "during_MBps") and row["before_MBps"]:
        row["kept_rate"] = row["during_MBps"] / row["before_MBps"]
    if row.get("scenario") == "memory" and have("100_server_rss_kb", "500_server_rss_kb"):
        server = row["500_server_rss_kb"] - row["100_server_rss_kb"]
        if variant == "one session":
            row["viewer_kb"] = server / 400
        else:
            helpers = row.get("500_helpers_pss_kb", 0) - row.get("100_helpers_pss_kb", 0)
            row["session_kb"] = (server + helpers) / 400
    return row


def number(value):
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"


def median(runs, key):
    values = [run[key] for run in runs if isinstance(run.get(key), (int, float))]
    return statistics.median(values) if values else None


def aim_of(scenario, label, key, values):
    """The aim in words and whether it is reached, as cells; empty without one."""
    told = AIMS.get((scenario, key), lambda *_: None)(key, values, label)
    if told is None:
        return ["", ""]
    words, bound = told
    ours = values("tmuxbridge", key)
    if bound is None or ours is None:
        return [words, "not measured"]
    # What is at most a bound may be the bound itself; "<" is not told apart, figures are not as exact as that.
    return [words, "yes" if (ours >= bound if key in MORE_IS_BETTER else ours <= bound) else "no"]


def table(scenario, label, by_server):
    known = {name: place for place, name in enumerate(SERVERS)}
    servers = sorted(by_server, key=lambda name: (known.get(name, len(known)), name))
    good = {s: [r for r in by_server[s] if "error" not in r] for s in servers}
    ratio = "tmuxbridge" in good and "attach" in good

    def values(server, key):
        return median(good.get(server, []), key)

    aims = {key: aim_of(scenario, label, key, values) for key in SHOWN[scenario]} if "tmuxbridge" in good else {}
    aimed = any(words for words, _ in aims.values())
    heads = [f"{s} ({len(good[s])} of {len(by_server[s])})" for s in servers]
    heads += (["times attach"] if ratio else []) + (["aim", "reached"] if aimed else [])
    lines = [f"### {scenario}, {label}", "", "| median | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    for key, name in SHOWN[scenario].items():
        row = {s: values(s, key) for s in servers}
        if all(v is None for v in row.values()) and not aims.get(key, [""])[0]:
            continue
        cells = ["" if row[s] is None else number(row[s]) for s in servers]
        if ratio:
            ours, floor = row["tmuxbridge"], row["attach"]
            cells.append(f"{ours / floor:.2f}" if ours is not None and floor else "")
        lines.append(f"| {name} | " + " | ".join(cells + (aims[key] if aimed else [])) + " |")
    return "\n".join(lines)


def read(results):
    rows = []
    for file in sorted(glob.glob(os.path.join(results, "*.json"))):
        variant = VARIANTS.get(os.path.basename(file)[:-len(".json")].partition("-")[2], "")
        with open(file) as lines:
            for row in (with_sums(json.loads(line), variant) for line in lines if line.strip()):
                row["label"] = str(row.get("label")) + (f", {variant}" if variant else "")
                rows.append(row)
    return rows


def main(page, results):
    rows = read(results)
    groups = {}
    for row in rows:
        if row.get("scenario") in SHOWN:
            groups.setdefault((row["scenario"], row["label"]), {}).setdefault(row["server"], []).append(row)
    order = list(SHOWN)
    tables = [table(s, l, groups[s, l]) for s, l in sorted(groups, key=lambda k: (order.index(k[0]), len(k[1]), k[1]))]
    quiet = sum(str(row.get("quiet")) == "True" for row in rows)
    tmux = subprocess.run(["tmux", "-V"], capture_output=True, text=True).stdout.strip()
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[:1]
    head = (f"{len(rows)} runs, {quiet} of them begun on a quiet machine; in brackets how many went well, of how many. {os.cpu_count()} cores, {tmux}, "
            f"{java[0] if java else 'java'}, {platform.system()} {platform.release()}.")
    with open(page) as text:
        before, rest = text.read().split("<!-- bench:begin -->")
    after = rest.split("<!-- bench:end -->")[1]
    with open(page, "w") as text:
        text.write(before + "<!-- bench:begin -->\n" + "\n\n".join([head] + tables) + "\n<!-- bench:end -->" + after)


if len(sys.argv) != 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
