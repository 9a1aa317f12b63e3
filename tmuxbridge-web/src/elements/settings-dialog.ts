/** The settings as a form. Every change holds at once; there is nothing to save. */
import { openDialog } from "./dialogs.js";
import { button, el, focusedBeside } from "./dom.js";
import { FONT_SIZES, clampFont } from "./settings.js";
import type { Choices, Settings } from "./settings.js";
import { showShortcuts } from "./shortcuts-dialog.js";
import { readTheme } from "./themes.js";

export function showSettings(near: Element, settings: Settings): void {
  const form = el("form", { class: "panel settings" });
  const dialog = openDialog(near, form, "Settings");
  dialog.classList.add("wide");
  form.addEventListener("submit", (event) => event.preventDefault());
  const draw = () => {
    const focused = focusedBeside(form)?.id;
    form.replaceChildren(...parts(settings, dialog));
    if (focused) {
      form.querySelector<HTMLElement>(`#${CSS.escape(focused)}`)?.focus();
    }
  };
  draw();
  dialog.addEventListener("close", settings.on("change", draw));
}

function parts(settings: Settings, dialog: HTMLDialogElement): HTMLElement[] {
  const { themes } = settings;
  const names = (light: boolean) =>
    themes.filter((theme) => theme.light === light).map((theme) => [theme.name, theme.name] as const);
  const done = button("Done", "primary", () => dialog.close());
  done.id = "settings-done";
  return [
    el("h2", {}, "Settings"),
    group(
      "Looks",
      choice(settings, "scheme", "Colours", [
        ["auto", "Like the system"],
        ["light", "Light"],
        ["dark", "Dark"],
      ]),
      choice(settings, "darkTheme", "Dark theme", names(false)),
      choice(settings, "lightTheme", "Light theme", names(true)),
      fontSize(settings),
      text(settings, "fontFamily", "Font", "the usual one"),
      tick(settings, "ligatures", "Ligatures, where the font has them"),
      choice(settings, "renderer", "Drawing", [
        ["auto", "Automatic"],
        ["webgl", "WebGL, even without a GPU"],
        ["dom", "Without WebGL"],
        ["text", "As plain text (after a reload)"],
      ]),
      ownTheme(settings),
    ),
    group(
      "Typing",
      choice(settings, "prediction", "Guess typed keys", [
        ["auto", "On slow lines"],
        ["always", "Always"],
        ["never", "Never"],
      ]),
      tick(settings, "optionIsMeta", "Option is Alt for programs (Mac)"),
      tick(settings, "copyOnSelect", "Copy what is selected"),
      tick(settings, "pasteWarning", "Ask before pasting several lines"),
      choice(settings, "clipboard", "Programs may copy", [
        ["ask", "After asking"],
        ["allow", "Always"],
        ["deny", "Never"],
      ]),
      choice(settings, "keyBar", "Key bar", [
        ["auto", "On touch screens"],
        ["show", "Always"],
        ["hide", "Never"],
      ]),
    ),
    group(
      "Sessions",
      tick(settings, "follow", "Choosing a window or pane here chooses it in tmux"),
      tick(settings, "screenReader", "Screen reader mode"),
    ),
    el(
      "div",
      { class: "actions" },
      button("Shortcuts ...", "quiet", () => showShortcuts(dialog, settings)),
      button("Usual settings", "quiet", () => settings.reset()),
      done,
    ),
  ];
}

function group(name: string, ...rows: HTMLElement[]): HTMLElement {
  return el("fieldset", {}, el("legend", {}, name), ...rows);
}

type Of<T> = { [K in keyof Choices]: Choices[K] extends T ? K : never }[keyof Choices];

function choice<K extends Of<string>>(
  settings: Settings,
  key: K,
  label: string,
  options: (readonly [string, string])[],
): HTMLElement {
  const id = `setting-${key}`;
  const select = el("select", { class: "field", attributes: { id } });
  for (const [value, words] of options) {
    const option = el("option", { attributes: { value } }, words);
    option.selected = settings.now[key] === value;
    select.append(option);
  }
  select.addEventListener("change", () => settings.set({ [key]: select.value } as Partial<Choices>));
  return row(id, label, select);
}

function tick<K extends Of<boolean>>(settings: Settings, key: K, label: string): HTMLElement {
  const id = `setting-${key}`;
  const box = el("input", { attributes: { id, type: "checkbox" } });
  box.checked = settings.now[key];
  box.addEventListener("change", () => settings.set({ [key]: box.checked } as Partial<Choices>));
  return el("div", { class: "setting tick" }, box, el("label", { attributes: { for: id } }, label));
}

function text<K extends Of<string>>(settings: Settings, key: K, label: string, placeholder: string): HTMLElement {
  const id = `setting-${key}`;
  const field = el("input", { class: "field", attributes: { id, type: "text", placeholder, spellcheck: "false" } });
  field.value = settings.now[key];
  field.addEventListener("change", () => settings.set({ [key]: field.value.trim() } as Partial<Choices>));
  return row(id, label, field);
}

function fontSize(settings: Settings): HTMLElement {
  const id = "setting-fontSize";
  const field = el("input", {
    class: "field",
    attributes: { id, type: "number", min: String(FONT_SIZES.least), max: String(FONT_SIZES.most) },
  });
  field.value = String(settings.now.fontSize);
  field.addEventListener("change", () =>
    settings.set({ fontSize: clampFont(Number(field.value) || FONT_SIZES.usual) }),
  );
  return row(id, "Size of letters", field);
}

/** A theme of one's own: pasted as JSON, chosen at once. */
function ownTheme(settings: Settings): HTMLElement {
  const id = "own-theme";
  const field = el("textarea", {
    class: "field",
    attributes: {
      id,
      rows: "2",
      spellcheck: "false",
      placeholder: '{"name": "Mine", "background": "#101418", "foreground": "#e0e0e0"}',
    },
  });
  const problem = el("p", { class: "form-problem", attributes: { role: "alert" } });
  field.addEventListener("change", () => {
    if (field.value.trim() === "") {
      return;
    }
    try {
      const theme = readTheme(field.value);
      const ownThemes = [...settings.now.ownThemes.filter((own) => own.name !== theme.name), theme];
      settings.set({ ownThemes, [theme.light ? "lightTheme" : "darkTheme"]: theme.name });
    } catch (failure) {
      problem.textContent = (failure as Error).message;
    }
  });
  return el(
    "div",
    { class: "setting tall" },
    el("label", { attributes: { for: id } }, "A theme of your own, as JSON"),
    field,
    problem,
  );
}

function row(id: string, label: string, field: HTMLElement): HTMLElement {
  return el("div", { class: "setting" }, el("label", { attributes: { for: id } }, label), field);
}
