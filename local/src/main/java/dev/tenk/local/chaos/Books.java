package dev.tenk.local.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was promised and what came of it.
 *
 * @param accepted uploads that were answered 202
 * @param ready of them, with all variants in place
 * @param failed of them, by reason
 * @param processing of them, which nobody ended
 * @param lost of them, of which there is no row
 * @param doubled media of the same people that nobody was told of, or variants that are there twice
 * @param broken ready ones of which a variant could not be fetched
 * @param waiting rows of the outbox that were not sent
 * @param orphans media without a row whose bytes nobody collected
 * @param deadLetters by queue and reason
 * @param refusals answers that were no acceptance, and sent again, by kind
 */
public record Books(
    int accepted,
    int ready,
    Map<String, Integer> failed,
    int processing,
    int lost,
    int doubled,
    int broken,
    int waiting,
    int orphans,
    Map<String, Integer> deadLetters,
    Map<String, Integer> refusals) {

  /** Whether every promise was kept, and every dead letter says why it is one. */
  public boolean balance() {
    int ended = ready + failed.values().stream().mapToInt(Integer::intValue).sum();
    return accepted == ended
        && processing + lost + doubled + broken + waiting + orphans == 0
        && failed.keySet().stream().noneMatch(String::isBlank)
        && deadLetters.keySet().stream().noneMatch(letter -> letter.contains(" broker: "));
  }

  /** One line for each figure. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("uploads accepted       " + accepted);
    lines.add("ready                  " + ready);
    lines.add("failed, by reason      " + failed);
    lines.add("still processing       " + processing);
    lines.add("lost                   " + lost);
    lines.add("doubled                " + doubled);
    lines.add("ready but not there    " + broken);
    lines.add("waiting in the outbox  " + waiting);
    lines.add("bytes of no medium     " + orphans);
    lines.add("dead letters           " + deadLetters);
    lines.add("refused, sent again    " + refusals);
    lines.add(balance() ? "the books balance" : "THE BOOKS DO NOT BALANCE");
    return lines;
  }
}
