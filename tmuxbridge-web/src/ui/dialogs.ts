/** The page's questions: a new session, and whether to kill one. */
import type { NewSession } from "../client/index.js";
import { splitCommand } from "./command-line.js";
import { button, el } from "./dom.js";

/** Asks for a new session and makes it; a refusal is shown in the form, which stays open. Closing it is not an answer. */
export function askForNewSession(create: (session: NewSession) => Promise<void>): void {
  const name = textField("new-name", "for example build");
  const command = textField("new-command", "your shell");
  const cwd = textField("new-cwd", "your home directory");
  const problem = el("p", { class: "form-problem", attributes: { role: "alert" } });
  const submit = el("button", { class: "primary", attributes: { type: "submit" } }, "Create session");
  const form = el(
    "form",
    { class: "panel" },
    el("h2", {}, "New session"),
    labelled("Name", name, "Without : and . - tmux would change them."),
    labelled("Command", command, "Runs as it stands, without a shell."),
    labelled("Directory", cwd),
    problem,
  );
  const dialog = openDialog(form, "New session");
  form.append(el("div", { class: "actions" }, button("Cancel", "quiet", () => dialog.close()), submit));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    problem.textContent = "";
    submit.disabled = true;
    Promise.resolve()
      .then(() => create(newSession(name.value, command.value, cwd.value)))
      .then(() => dialog.close())
      .catch((failure: Error) => (problem.textContent = failure.message))
      .finally(() => (submit.disabled = false));
  });
  name.focus();
}

/** Asks before a session is killed. */
export function askToKill(name: string, kill: () => Promise<void>): void {
  const problem = el("p", { class: "form-problem", attributes: { role: "alert" } });
  const sure = button("Kill session", "danger", () => {
    sure.disabled = true;
    kill()
      .then(() => dialog.close())
      .catch((failure: Error) => (problem.textContent = failure.message))
      .finally(() => (sure.disabled = false));
  });
  const cancel = button("Keep it", "quiet", () => dialog.close());
  const panel = el(
    "div",
    { class: "panel" },
    el("h2", {}, "Kill ", el("code", {}, name), "?"),
    el("p", { class: "muted" }, "Every program in it ends, for everybody who is attached. This cannot be undone."),
    problem,
    el("div", { class: "actions" }, cancel, sure),
  );
  const dialog = openDialog(panel, `Kill session ${name}`);
  cancel.focus();
}

function newSession(name: string, command: string, cwd: string): NewSession {
  const words = splitCommand(command);
  return {
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(words.length > 0 ? { command: words } : {}),
    ...(cwd.trim() ? { cwd: cwd.trim() } : {}),
  };
}

function openDialog(content: HTMLElement, label: string): HTMLDialogElement {
  const dialog = el("dialog", { class: "modal", attributes: { "aria-label": label } }, content);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
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
