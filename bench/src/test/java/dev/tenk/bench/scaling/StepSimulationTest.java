package dev.tenk.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepSimulationTest {
  /** A pod answers 500 requests a second, 325 at its target. */
  private static final Sizing SERVICE = new Sizing(1, 500, 65, 2, 40, 12, 8_000);

  @Test
  void podsByTheFormulaAreAtTheTarget() {
    assertThat(SERVICE.pods(325)).isEqualTo(2);
    assertThat(SERVICE.pods(975)).isEqualTo(3);
    assertThat(SERVICE.pods(976)).isEqualTo(4);
    assertThat(SERVICE.pods(1_000_000)).isEqualTo(40);
  }

  @Test
  void aSteadyRateChangesNothing() {
    var outcome = new StepSimulation(SERVICE, 1).run(600, 600);

    assertThat(outcome.podsBefore()).isEqualTo(2);
    assertThat(outcome.mostPods()).isEqualTo(2);
    assertThat(outcome.shedShare()).isZero();
  }

  @Test
  void settlesWithinTheToleranceOfTheFormulaAfterATenfoldStep() {
    var outcome = new StepSimulation(SERVICE, 1).run(600, 6_000);

    assertThat(outcome.podsAfter()).isBetween(17, 21);
    assertThat(SERVICE.pods(6_000)).isEqualTo(19);
    assertThat(outcome.secondsToCatchUp()).isBetween(60, 300);
  }

  @Test
  void catchesUpSoonerWhereNodesHaveRoom() {
    var full = new StepSimulation(SERVICE, 1).run(600, 6_000);
    var roomy = new StepSimulation(SERVICE, 2).run(600, 6_000);

    assertThat(roomy.secondsToCatchUp()).isLessThan(full.secondsToCatchUp());
    assertThat(roomy.shedShare()).isLessThan(full.shedShare());
  }

  @Test
  void startsDoNotCallForMoreStarts() {
    var cheap = new StepSimulation(new Sizing(1, 500, 65, 2, 40, 12, 0), 1).run(600, 6_000);
    var dear = new StepSimulation(new Sizing(1, 500, 65, 2, 40, 12, 8_000), 1).run(600, 6_000);

    // both within the autoscaler's tolerance of the formula's 19
    assertThat(cheap.podsAfter()).isBetween(17, 21);
    assertThat(dear.podsAfter()).isBetween(17, 21);
    assertThat(dear.mostPods()).isLessThan(40).isLessThanOrEqualTo(cheap.mostPods() * 3 / 2);
  }

  @Test
  void workersFollowTheQueueAndEmptyIt() {
    Sizing worker = new Sizing(1_500, 1_000, 100, 2, 60, 12, 8_000);

    var outcome = new QueueSimulation(worker, 8).run(1, 10);

    assertThat(outcome.mostPods()).isBetween(15, 60);
    assertThat(outcome.secondsToCatchUp()).isPositive().isLessThan(900);
    assertThat(outcome.longestQueue()).isGreaterThan(100);
  }
}
