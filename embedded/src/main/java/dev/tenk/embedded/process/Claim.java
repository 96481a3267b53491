package dev.tenk.embedded.process;

/** How much of the processors a process may claim while others want them too. */
public enum Claim {

  /** As much as each of its peers. */
  EQUAL,

  /** A tenth of that: for work whose end nobody waits for. */
  LITTLE
}
