package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.consistency.Callers;
import dev.tenk.platform.database.consistency.ConsistencyConfig;
import dev.tenk.platform.database.replica.PrimaryReads;
import dev.tenk.platform.database.replica.ReadsConfig;
import dev.tenk.platform.database.replica.ReplicaConfig;
import dev.tenk.platform.database.replica.ReplicaMetrics;
import dev.tenk.platform.database.replica.Replicas;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts the routing datasource in the place of the default one: as an alternative it is what
 * Hibernate ORM, Flyway and injection points get, while Quarkus goes on to make, check, measure and
 * close the primary's pool.
 */
@Singleton
public final class RoutingProducer {

  @Produces
  @Singleton
  Replicas replicas(ReplicaConfig config, MeterRegistry metrics) {
    var replicas = new Replicas(primary(), config);
    if (!replicas.all().isEmpty()) {
      ReplicaMetrics.bind(replicas, metrics);
      replicas.start();
    }
    return replicas;
  }

  void close(@Disposes Replicas replicas) throws InterruptedException {
    replicas.close();
  }

  @Produces
  @Singleton
  PrimaryReads primaryReads(ReplicaConfig replicas, ReadsConfig config, MeterRegistry metrics) {
    var reads = new PrimaryReads(primary(), replicas, config.maxSize());
    reads.bind(metrics);
    return reads;
  }

  void close(@Disposes PrimaryReads reads) {
    reads.close();
  }

  @Produces
  @Singleton
  Router router(
      Replicas replicas,
      Instance<Callers> callers,
      TransactionSynchronizationRegistry transactions,
      MeterRegistry metrics,
      ConsistencyConfig config) {
    return new Router(replicas, callers::get, transactions, metrics, config.positionTimeout());
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  RoutingDataSource dataSource(
      Router router,
      PrimaryReads reads,
      TransactionSynchronizationRegistry transactions,
      Instance<OpenTelemetry> telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
    boolean traced = !untraced && telemetry.isResolvable(); // it is not, where built without
    return new RoutingDataSource(
        primary(),
        reads,
        transactions,
        router,
        traced ? new ConnectionTraces(telemetry.get()) : null);
  }

  /** The pool that Quarkus makes, which the alternative hides from look-ups by type. */
  private static AgroalDataSource primary() {
    var container = Arc.container();
    for (Bean<?> bean :
        container.beanManager().getBeans(AgroalDataSource.class, Default.Literal.INSTANCE)) {
      if (bean instanceof InjectableBean<?> injectable
          && injectable.getKind() == InjectableBean.Kind.SYNTHETIC) {
        return ClientProxy.unwrap((AgroalDataSource) container.instance(injectable).get());
      }
    }
    throw new IllegalStateException("there is no default datasource");
  }
}
