/**
 * A small typed event source. Listeners run in the order they came; one that throws does not keep the rest from
 * running. Nobody waits for what they return; a promise among it that is rejected is told as unhandled, as is what they
 * throw.
 */
export class Emitter<Events extends object> {
  private readonly listeners = new Map<keyof Events, Set<(event: never) => void>>();

  /** Calls back on every such event; the returned function ends that. */
  on<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): () => void {
    let set = this.listeners.get(name);
    if (!set) {
      set = new Set();
      this.listeners.set(name, set);
    }
    set.add(listener);
    return () => void set.delete(listener);
  }

  protected emit<K extends keyof Events>(name: K, event: Events[K]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) {
      try {
        (listener as (event: Events[K]) => void)(event);
      } catch (failure) {
        Promise.reject(failure); // seen as an unhandled rejection: neither lost nor in the way of the others
      }
    }
  }
}
