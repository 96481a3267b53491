package dev.tenk.local.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.local.connections.ConnectionBudget.ServiceShare;
import dev.tenk.local.service.Service;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {

  @Test
  void sumsWhatPodsOpenWhileTheyAreRolled() {
    // given
    var budget =
        new ConnectionBudget(
            List.of(new ServiceShare("user", 4, 20), new ServiceShare("media", 3, 16)));

    // then
    assertThat(budget.pods()).isEqualTo(5 * 21 + 4 * 17);
    assertThat(budget.maxConnections()).isEqualTo(173 + 2 * 3 + 3 + 10);
  }

  @Test
  void takesThePoolsFromTheServices() {
    // when
    ServiceShare media = ConnectionsCommand.share(Path.of(".."), Service.MEDIA, 1);

    // then
    assertThat(media.pool()).isBetween(2, 50);
    assertThat(ConnectionsCommand.table(new ConnectionBudget(List.of(media))))
        .contains("media-service", "max_connections at least");
  }
}
