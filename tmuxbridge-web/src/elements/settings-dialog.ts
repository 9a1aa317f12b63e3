/** The settings as a form. Every change holds at once; there is nothing to save. */
import { openDialog } from "./dialogs.js";
import { button, el } from "./dom.js";
import { FONT_SIZES, clampFont } from "./settings.js";
import type { Choices, Settings } from "./settings.js";
import { showShortcuts } from "./shortcuts-dialog.js";
import { readTheme } from "./themes.js";

/** What the fields of the form have in common. */
interface Fields {
  settings: Settings;
  /** Shows what holds in a field, now and after every change. */
  follow(show: () => void): void;
}

/** The form stays as it is made: of a field that is replaced while another one is left, the click would be lost. */
export function showSettings(near: Element, settings: Settings): void {
  const form = el("form", { class: "panel settings" });
  const dialog = openDialog(near, form, "Settings");
  dialog.classList.add("wide");
  form.addEventListener("submit", (event) => event.preventDefault());
  const shown: (() => void)[] = [];
  const follow = (show: () => void) => {
    shown.push(show);
    show();
  };
  form.append(...parts({ settings, follow }, dialog));
  const stop = settings.on("change", () => shown.forEach((show) => show()));
  dialog.addEventListener("close", stop);
}

function parts(fields: Fields, dialog: HTMLDialogElement): HTMLElement[] {
  const { settings } = fields;
  const names = (light: boolean) => () =>
    settings.themes.filter((theme) => theme.light === light).map((theme) => [theme.name, theme.name] as const);
  const done = button("Done", "primary", () => dialog.close());
  done.id = "settings-done";
  return [
    el("h2", {}, "Settings"),
    group(
      "Looks",
      choice(fields, "scheme", "Colours", [
        ["auto", "Like the system"],
        ["light", "Light"],
        ["dark", "Dark"],
      ]),
      choice(fields, "darkTheme", "Dark theme", names(false)),
      choice(fields, "lightTheme", "Light theme", names(true)),
      fontSize(fields),
      text(fields, "fontFamily", "Font", "the usual one"),
      tick(fields, "ligatures", "Ligatures, where the font has them"),
      choice(fields, "renderer", "Drawing", [
        ["auto", "Automatic"],
        ["webgl", "WebGL, even without a GPU"],
        ["dom", "Without WebGL"],
        ["text", "As plain text (after a reload)"],
      ]),
      ownTheme(fields),
    ),
    group(
      "Typing",
      choice(fields, "prediction", "Guess typed keys", [
        ["auto", "On slow lines"],
        ["always", "Always"],
        ["never", "Never"],
      ]),
      tick(fields, "optionIsMeta", "Option is Alt for programs (Mac)"),
      tick(fields, "copyOnSelect", "Copy what is selected"),
      tick(fields, "pasteWarning", "Ask before pasting several lines"),
      choice(fields, "clipboard", "Programs may copy", [
        ["ask", "After asking"],
        ["allow", "Always"],
        ["deny", "Never"],
      ]),
      choice(fields, "keyBar", "Key bar", [
        ["auto", "On touch screens"],
        ["show", "Always"],
        ["hide", "Never"],
      ]),
    ),
    group(
      "Sessions",
      tick(fields, "follow", "Choosing a window or pane here chooses it in tmux"),
      tick(fields, "screenReader", "Screen reader mode"),
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

type Options = (readonly [string, string])[];
type Of<T> = { [K in keyof Choices]: Choices[K] extends T ? K : never }[keyof Choices];

function choice<K extends Of<string>>(
  { settings, follow }: Fields,
  key: K,
  label: string,
  options: Options | (() => Options),
): HTMLElement {
  const id = `setting-${key}`;
  const select = el("select", { class: "field", attributes: { id } });
  let offered = "";
  follow(() => {
    const now = typeof options === "function" ? options() : options;
    if (offered !== JSON.stringify(now)) {
      offered = JSON.stringify(now);
      select.replaceChildren(...now.map(([value, words]) => el("option", { attributes: { value } }, words)));
    }
    select.value = settings.now[key];
    if (select.selectedIndex < 0) {
      select.selectedIndex = 0; // a theme that is gone: the first one stands in for it
    }
  });
  select.addEventListener("change", () => settings.set({ [key]: select.value } as Partial<Choices>));
  return row(id, label, select);
}

function tick<K extends Of<boolean>>({ settings, follow }: Fields, key: K, label: string): HTMLElement {
  const id = `setting-${key}`;
  const box = el("input", { attributes: { id, type: "checkbox" } });
  follow(() => (box.checked = settings.now[key]));
  box.addEventListener("change", () => settings.set({ [key]: box.checked } as Partial<Choices>));
  return el("div", { class: "setting tick" }, box, el("label", { attributes: { for: id } }, label));
}

function text<K extends Of<string>>(
  { settings, follow }: Fields,
  key: K,
  label: string,
  placeholder: string,
): HTMLElement {
  const id = `setting-${key}`;
  const field = el("input", { class: "field", attributes: { id, type: "text", placeholder, spellcheck: "false" } });
  follow(() => (field.value = settings.now[key]));
  field.addEventListener("change", () => settings.set({ [key]: field.value.trim() } as Partial<Choices>));
  return row(id, label, field);
}

function fontSize({ settings, follow }: Fields): HTMLElement {
  const id = "setting-fontSize";
  const field = el("input", {
    class: "field",
    attributes: { id, type: "number", min: String(FONT_SIZES.least), max: String(FONT_SIZES.most) },
  });
  follow(() => (field.value = String(settings.now.fontSize)));
  field.addEventListener("change", () =>
    settings.set({ fontSize: clampFont(Number(field.value) || FONT_SIZES.usual) }),
  );
  return row(id, "Size of letters", field);
}

/** A theme of one's own: pasted as JSON, chosen at once. */
function ownTheme({ settings }: Fields): HTMLElement {
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
    problem.textContent = "";
    if (field.value.trim() === "") {
      return;
    }
    try {
      const theme = readTheme(field.value);
      const ownThemes = [...settings.now.ownThemes.filter((own) => own.name !== theme.name), theme];
      settings.set({ ownThemes, [theme.light ? "lightTheme" : "darkTheme"]: theme.name });
      field.value = "";
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
