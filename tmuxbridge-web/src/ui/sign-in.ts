/** The form for a token, laid over the page. Resolves once the server has taken one. */
import { session, signIn, tokenIn } from "./account.js";
import { el } from "../elements/dom.js";

let showing: Promise<void> | undefined;

/** Shows the form, once however often it is asked for. */
export function askToSignIn(problem = ""): Promise<void> {
  showing ??= show(problem).finally(() => (showing = undefined));
  return showing;
}

function show(problem: string): Promise<void> {
  return new Promise((resolve) => {
    const token = el("input", {
      class: "field",
      attributes: { type: "password", id: "token", autocomplete: "off", spellcheck: "false", required: "" },
    });
    const where = el("p", { class: "muted" }, "Paste a token.");
    void session().then((account) => where.replaceChildren(...whereFrom(account?.auth)));
    const message = el("p", { class: "form-problem", attributes: { role: "alert" } }, problem);
    const submit = el("button", { class: "primary", attributes: { type: "submit" } }, "Sign in");
    const form = el(
      "form",
      { class: "panel sign-in" },
      el("h1", {}, "Sign in"),
      where,
      el("label", { attributes: { for: "token" } }, "Token"),
      token,
      message,
      submit,
    );
    const dialog = el("dialog", { class: "modal", attributes: { "aria-label": "Sign in" } }, form);
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    // Browsers let a second Escape close it all the same; whoever waits for it would wait for ever.
    dialog.addEventListener("close", () => dialog.isConnected && dialog.showModal());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit.disabled = true;
      void signIn(tokenIn(token.value)).then((failure) => {
        submit.disabled = false;
        if (failure) {
          message.textContent = failure;
          token.select();
          return;
        }
        dialog.remove();
        resolve();
      });
    });
    document.body.append(dialog);
    dialog.showModal();
    token.focus();
  });
}

/** Where a token comes from: the launcher's own come in addresses, an issuer's from elsewhere. */
function whereFrom(auth: string | undefined): (Node | string)[] {
  return auth === "jwt"
    ? ["Paste a token from where you sign in for this server."]
    : [
        "Paste a token, or the address with one that the launcher prints: when it starts, and anew by ",
        el("code", {}, "tmuxbridge url"),
        ".",
      ];
}
