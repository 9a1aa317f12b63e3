/**
 * Starts the page: signs in if the address brings a token, asks for one if the server wants one, then shows the app.
 */
import { session, signIn, takeTokenFromAddress } from "./account.js";
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
  const app = new App(document.getElementById("app")!);
  installDebugHook(app);
  app.start();
}

void start();
