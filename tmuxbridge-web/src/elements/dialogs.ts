/**
 * Questions: a new session, a name, whether to kill, whether to paste. `near` is always what shows the thing that it is
 * about: there the dialog finds its place.
 */
import type { NewSession } from "../client/index.js";
import { splitCommand } from "./command-line.js";
import { button, el, focused } from "./dom.js";
import { inWords } from "./words.js";

/**
 * Asks for a new session and makes it; a refusal is shown in the form, which stays open. Closing it is not an answer.
 */
export function askForNewSession(near: Element, create: (session: NewSession) => Promise<void>): void {
  const name = textField("new-name", "for example build");
  const command = textField("new-command", "your shell");
  const cwd = textField("new-cwd", "the server’s own");
  const rows = [
    labelled("Name", name, "Without : and . - tmux would change them."),
    labelled("Command", command, "Runs as it stands, without a shell."),
    labelled("Directory", cwd),
  ];
  openForm(near, "New session", rows, "Create session", () => create(newSession(name.value, command.value, cwd.value)));
  name.focus();
}

/** Asks before something ends. `what` is tmux's word for it, `effect` says what is lost. */
export function askToKill(
  near: Element,
  what: "session" | "window" | "pane",
  name: string,
  effect: string,
  kill: () => Promise<void>,
): void {
  const title = el("h2", {}, `Kill ${what} `, el("code", {}, name), "?");
  const sure = button(`Kill ${what}`, "danger", () => undefined);
  const cancel = askFirst(near, title, `${effect} This cannot be undone.`, ["Keep it", sure], kill);
  cancel.focus();
}

/** Asks before the browser is signed out. */
export function askToSignOut(near: Element, signOut: () => Promise<void>): void {
  const sure = button("Sign out", "primary", () => undefined);
  const effect = "What is open in this tab is closed here, and goes on in tmux.";
  askFirst(near, el("h2", {}, "Sign out?"), effect, ["Stay", sure], signOut);
  sure.focus();
}

/** A question with two answers: `keep`, whose button is returned, and `sure`, which is done and may be refused. */
function askFirst(
  near: Element,
  title: HTMLElement,
  effect: string,
  [keep, sure]: [string, HTMLButtonElement],
  act: () => Promise<void>,
): HTMLButtonElement {
  const problem = problemOf();
  const cancel = button(keep, "quiet", () => dialog.close());
  sure.addEventListener("click", () => void attempt(act, sure, problem, dialog));
  const actions = el("div", { class: "actions" }, cancel, sure);
  const panel = el("div", { class: "panel" }, title, el("p", { class: "muted" }, effect), problem, actions);
  const dialog = openDialog(near, panel, (title.textContent ?? "").replace("?", ""));
  return cancel;
}

/** Asks for one line of text, with the present one to begin from. */
export function askForText(
  near: Element,
  title: string,
  label: string,
  now: string,
  take: (text: string) => Promise<void>,
): void {
  const field = textField("asked-text", "");
  field.value = now;
  openForm(near, title, [labelled(label, field)], "Rename", () => take(field.value.trim()));
  field.select();
  field.focus();
}

/** Asks before many lines are pasted at once: each may be a command. Resolves to whether to. */
export function askAboutPaste(near: Element, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const lines = text.replace(/\r?\n$/, "").split(/\r\n|\r|\n/);
    let answer = false;
    const sure = button("Paste", "primary", () => {
      answer = true;
      dialog.close();
    });
    const panel = el(
      "div",
      { class: "panel" },
      el("h2", {}, `Paste ${lines.length} lines?`),
      el("p", { class: "muted" }, "A program may run each line as it comes."),
      el(
        "pre",
        { class: "preview", attributes: { tabindex: "0", "aria-label": "What will be pasted" } },
        preview(lines),
      ),
      el(
        "div",
        { class: "actions" },
        button("Cancel", "quiet", () => dialog.close()),
        sure,
      ),
    );
    const dialog = openDialog(near, panel, "Paste many lines");
    dialog.addEventListener("close", () => resolve(answer));
    sure.focus();
  });
}

const PREVIEW_LINES = 12;

function preview(lines: string[]): string {
  const shown = lines.slice(0, PREVIEW_LINES).map((line) => line.slice(0, 200));
  return [...shown, ...(lines.length > PREVIEW_LINES ? [`... and ${lines.length - PREVIEW_LINES} more`] : [])].join(
    "\n",
  );
}

function newSession(name: string, command: string, cwd: string): NewSession {
  const words = splitCommand(command);
  return {
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(words.length > 0 ? { command: words } : {}),
    ...(cwd.trim() ? { cwd: cwd.trim() } : {}),
  };
}

/** Told where a dialog stood when what had the keyboard before is gone: whoever shows there takes it. */
export const FOCUS_LOST = "tmux-focus-lost";

/**
 * Opens a modal dialog; closing it takes it away and gives the keyboard back. It stands in the element for pages of
 * others that `near` is in, which brings its styles and colours along, wherever that is; else in the page.
 */
export function openDialog(near: Element, content: HTMLElement, label: string): HTMLDialogElement {
  const dialog = el("dialog", { class: "modal", attributes: { "aria-label": label } }, content);
  const before = focused();
  const home = near.closest("tmux-session, tmux-terminal") ?? document.body;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) {
      before.focus();
    } else {
      home.dispatchEvent(new Event(FOCUS_LOST, { bubbles: true }));
    }
  });
  home.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A dialog with fields. What is done with them may be refused: it is said in the form, which stays open. */
function openForm(near: Element, title: string, rows: HTMLElement[], words: string, act: () => Promise<void>): void {
  const problem = problemOf();
  const submit = el("button", { class: "primary", attributes: { type: "submit" } }, words);
  const cancel = button("Cancel", "quiet", () => dialog.close());
  const actions = el("div", { class: "actions" }, cancel, submit);
  const form = el("form", { class: "panel" }, el("h2", {}, title), ...rows, problem, actions);
  const dialog = openDialog(near, form, title);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void attempt(act, submit, problem, dialog);
  });
}

function problemOf(): HTMLElement {
  return el("p", { class: "form-problem", attributes: { role: "alert" } });
}

/** Does it, once at a time, and closes the dialog, or says there why it was not done. */
async function attempt(
  act: () => Promise<void>,
  by: HTMLButtonElement,
  problem: HTMLElement,
  dialog: HTMLDialogElement,
): Promise<void> {
  problem.textContent = "";
  by.disabled = true;
  try {
    await act();
    dialog.close();
  } catch (failure) {
    problem.textContent = inWords(failure as Error);
  } finally {
    by.disabled = false;
  }
}

function textField(id: string, placeholder: string): HTMLInputElement {
  return el("input", {
    class: "field",
    attributes: { id, placeholder, type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false" },
  });
}

function labelled(label: string, field: HTMLInputElement, hint?: string): HTMLElement {
  return el(
    "div",
    { class: "form-row" },
    el("label", { attributes: { for: field.id } }, label),
    field,
    hint !== undefined && el("small", { class: "muted" }, hint),
  );
}
