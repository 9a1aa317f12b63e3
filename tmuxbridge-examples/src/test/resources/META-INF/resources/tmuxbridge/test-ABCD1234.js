// A file with a hash in its name, for tests of the static files. It is long enough and repeats itself enough to zip well.
const words = ["session", "window", "pane", "client", "viewer", "session", "window", "pane", "client", "viewer"];
const more = ["session", "window", "pane", "client", "viewer", "session", "window", "pane", "client", "viewer"];
