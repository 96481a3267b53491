package dev.tenk.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.worker.job.JobSlots.Lane;
import dev.tenk.worker.job.JobSlots.Slot;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JobSlotsTests {

  private final JobSlots slots = new JobSlots(3);

  @Test
  void runsAsManyAsThereAreSlots() {
    CompletableFuture<Slot> first = slots.take(Lane.INTERACTIVE);
    slots.take(Lane.INTERACTIVE);
    slots.take(Lane.INTERACTIVE);
    CompletableFuture<Slot> fourth = slots.take(Lane.INTERACTIVE);
    assertThat(fourth).isNotDone();

    first.join().close();
    first.join().close();

    assertThat(fourth).isDone();
    assertThat(slots.take(Lane.INTERACTIVE)).isNotDone();
  }

  @Test
  void leavesASlotToInteractiveWork() {
    slots.take(Lane.BULK);
    slots.take(Lane.BULK);
    CompletableFuture<Slot> bulk = slots.take(Lane.BULK);

    assertThat(bulk).isNotDone();
    assertThat(slots.take(Lane.INTERACTIVE)).isDone();
    assertThat(slots.bulkSlots()).isEqualTo(2);
  }

  @Test
  void startsInteractiveWorkBeforeBulkThatWaitsForLonger() {
    CompletableFuture<Slot> first = slots.take(Lane.INTERACTIVE);
    slots.take(Lane.INTERACTIVE);
    slots.take(Lane.INTERACTIVE);
    CompletableFuture<Slot> bulk = slots.take(Lane.BULK);
    CompletableFuture<Slot> interactive = slots.take(Lane.INTERACTIVE);

    first.join().close();

    assertThat(interactive).isDone();
    assertThat(bulk).isNotDone();
  }

  @Test
  void letsTheOnlySlotDoBulkWork() {
    assertThat(new JobSlots(1).take(Lane.BULK)).isDone();
  }

  @Test
  void runsASuspectAlone() {
    CompletableFuture<Slot> before = slots.take(Lane.INTERACTIVE);
    CompletableFuture<Slot> suspect = slots.take(Lane.SUSPECT);
    CompletableFuture<Slot> after = slots.take(Lane.INTERACTIVE);
    assertThat(suspect).isNotDone();
    assertThat(after).isNotDone();

    before.join().close();
    assertThat(suspect).isDone();
    assertThat(after).isNotDone();

    suspect.join().close();
    assertThat(after).isDone();
  }

  @Test
  void givesUpThoseWhoWaitWhenItCloses() {
    slots.take(Lane.SUSPECT);
    CompletableFuture<Slot> waiting = slots.take(Lane.INTERACTIVE);

    slots.close();

    assertThat(waiting).isCompletedExceptionally();
    assertThat(slots.take(Lane.INTERACTIVE)).isCancelled();
  }
}
