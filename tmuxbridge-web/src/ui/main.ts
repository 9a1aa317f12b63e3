/**
 * Starts the page: signs in if the address brings a token, asks for one if the server wants one, then shows the app.
 */
import { hasToken, session, signIn, takeTokenFromAddress } from "./account.js";
import { App } from "./app.js";
import { installDebugHook } from "./debug-hook.js";
import { askToSignIn } from "./sign-in.js";

async function start(): Promise<void> {
  const token = takeTokenFromAddress();
  const problem = token === undefined ? undefined : await signIn(token);
  const account = await session();
  if (account && !account.signedIn) {
    await askToSignIn(problem);
  }
  const root = document.getElementById("app")!;
  endAboveKeyboard(root);
  const app = new App(root);
  installDebugHook(app);
  app.start();
}

/**
 * The page ends where a keyboard on the screen begins. Other browsers see to that themselves, as index.html asks them
 * to (interactive-widget); Safari lays its keyboard over the page and moves that up.
 */
function endAboveKeyboard(root: HTMLElement): void {
  visualViewport?.addEventListener("resize", () => {
    const { height, scale } = visualViewport!;
    root.style.height = scale > 1.01 ? "" : `${height}px`; // less is to be seen of what somebody has zoomed into
    scrollTo(0, 0);
  });
}

// An address with a token that is pasted into an open page changes only the fragment: the browser loads nothing by itself.
addEventListener("hashchange", () => hasToken(location.hash) && location.reload());
void start();
