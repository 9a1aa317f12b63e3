/**
 * Keeps xterm.js from answering what programs ask of a terminal. In pane view tmux has answered already; a second
 * answer would arrive in the program as if somebody had typed it.
 */
import type { IDisposable, Terminal } from "@xterm/xterm";

/** Queries by control sequence: DA 1 to 3, DSR and CPR, DECXCPR, DECRQM in both forms, window reports. */
const CSI_QUERIES = [
  { final: "c" },
  { prefix: ">", final: "c" },
  { prefix: "=", final: "c" },
  { final: "n" },
  { prefix: "?", final: "n" },
  { prefix: ">", final: "q" },
  { intermediates: "$", final: "p" },
  { prefix: "?", intermediates: "$", final: "p" },
  { final: "t" },
] as const;

/** Palette and the three dynamic colours; their `?` is a query, anything else sets. */
const OSC_COLOURS = [4, 10, 11, 12];
const OSC_CLIPBOARD = 52;

export function silenceQueries(terminal: Terminal): IDisposable {
  const { parser } = terminal;
  const hooks = [
    ...CSI_QUERIES.map((id) => parser.registerCsiHandler(id, () => true)),
    parser.registerDcsHandler({ intermediates: "$", final: "q" }, () => true),
    parser.registerDcsHandler({ intermediates: "+", final: "q" }, () => true),
    ...OSC_COLOURS.map((code) => parser.registerOscHandler(code, (data) => data.includes("?"))),
    parser.registerOscHandler(OSC_CLIPBOARD, () => true),
  ];
  return { dispose: () => hooks.forEach((hook) => hook.dispose()) };
}
