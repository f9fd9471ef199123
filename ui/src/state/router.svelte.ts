/** Where we are in the window, kept in the address after `#` so that Back works. */
import { parseRoute, writeRoute, type Route } from './routes';

class Router {
  current = $state.raw<Route>(parseRoute(location.hash));
  /** Goes up with each move to another screen; not when an address is only made exact. */
  visit = $state(0);

  constructor() {
    addEventListener('hashchange', () => this.#arrive(parseRoute(location.hash)));
  }

  go(route: Route): void {
    if (writeRoute(route) === location.hash) this.#arrive(route);
    else location.hash = writeRoute(route);
  }

  /** The same screen under its lasting address: no new step for Back, no new screen. */
  become(route: Route): void {
    history.replaceState(null, '', writeRoute(route));
    this.current = route;
  }

  #arrive(route: Route): void {
    this.current = route;
    this.visit += 1;
  }
}

export const router = new Router();
