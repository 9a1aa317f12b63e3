/** The dialog about people: who watches, at what size, and who has the keyboard. Follows the lease while it is open. */
import type { LeaseModel, ViewerInfo } from "../client/index.js";
import { openDialog } from "./dialogs.js";
import { button, el } from "./dom.js";
import type { Size } from "./pane-grid.js";
import type { SizeOwner } from "./size-owner.js";
import { pages } from "./viewer-pages.js";
import { count, safeTitle } from "./words.js";

/** A window's size, and whose it is. */
export type OwnedSize = Size & { owner: SizeOwner | undefined };
type Run = (what: () => Promise<void>) => void;

/** Shows it; `run` does what a button stands for, and says so when the server refuses. */
export function showPeople(near: Element, viewers: ViewerInfo[], lease: LeaseModel, window: OwnedSize, run: Run): void {
  const keyboard = el("div", { class: "keyboard", attributes: { "aria-live": "polite" } });
  const close = button("Close", "primary", () => dialog.close());
  const panel = el(
    "div",
    { class: "panel" },
    el("h2", {}, "Who is watching"),
    el("ul", { class: "plain" }, ...pages(viewers).map((page) => row(page, lease.me, window))),
    keyboard,
    el("div", { class: "actions" }, close),
  );
  const draw = () => keyboard.replaceChildren(...keyboardOf(lease, viewers, run).filter((each) => each !== false));
  const unlisten = lease.on("change", draw);
  draw();
  const dialog = openDialog(near, panel, "Who is watching");
  dialog.addEventListener("close", unlisten);
  close.focus();
}

function row(page: ViewerInfo[], me: string | undefined, window: OwnedSize): HTMLElement {
  const { name, access, cols, rows } = page[0]!;
  const its = window.owner === undefined || (window.owner.by === "viewer" && window.owner.caller === name);
  const decides = its && access !== "read" && cols === window.cols && rows === window.rows;
  const lag = Math.max(...page.map((viewer) => viewer.lag));
  const panes = page.map(({ paneId }) => paneId).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return el(
    "li",
    {},
    el("strong", {}, safeTitle(name) || "somebody"),
    name === me && " (you)",
    ` · ${access === "read" ? "watches" : "can type"} · ${page.length === 1 ? "pane" : "panes"} ${panes.join(", ")} · ${cols} × ${rows}`,
    decides && ", the window’s size",
    lag > 0 && ` · ${count(lag, "byte")} behind`,
  );
}

function keyboardOf(lease: LeaseModel, viewers: ViewerInfo[], run: Run): (HTMLElement | false)[] {
  const { holder, requests } = lease.lease;
  const own = viewers.filter(({ name }) => name === lease.me);
  const watches = own.length > 0 && own.every(({ access }) => access === "read");
  const act = (label: string, what: () => Promise<void>, title?: string) =>
    !watches && button(label, "quiet small", () => run(what), title);
  if (holder === undefined) {
    return [said("Everybody who may type can."), act("Have the keyboard alone", () => lease.request())];
  }
  if (lease.mine) {
    const others = viewers.filter((viewer) => viewer.access !== "read").map((viewer) => viewer.name);
    const names = [...new Set([...requests, ...others])].filter((name) => name !== lease.me && name !== "");
    return [
      said("You have the keyboard: only you can type."),
      ...names.map((name) =>
        act(`Hand it to ${safeTitle(name)}${requests.includes(name) ? ", who asked" : ""}`, () => lease.grant(name)),
      ),
      act("Let everybody type", () => lease.release()),
    ];
  }
  const asked = lease.me !== undefined && requests.includes(lease.me);
  return [
    said(`${safeTitle(holder)} has the keyboard: only they can type.${asked ? " You have asked for it." : ""}`),
    ...(asked ? [] : [act("Ask for the keyboard", () => lease.request())]),
    act("Take it over", () => lease.seize(), "The session’s owner and admins may"),
  ];
}

function said(text: string): HTMLElement {
  return el("p", { class: "muted" }, text);
}
