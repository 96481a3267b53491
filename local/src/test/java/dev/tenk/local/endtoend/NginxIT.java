package dev.tenk.local.endtoend;

/** The real nginx. */
class NginxIT extends EdgeContract {

  NginxIT() {
    super(new NginxEdge());
  }
}
