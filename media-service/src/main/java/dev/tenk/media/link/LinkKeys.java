package dev.tenk.media.link;

import dev.tenk.platform.config.ProductionCheck;
import dev.tenk.platform.config.TenkEnvironment;
import dev.tenk.platform.secret.SecretFolder;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jboss.logging.Logger;

/**
 * The keys of links, as the folder has them: read at start, and again while it runs, so that they
 * rotate without a restart. Thread-safe.
 */
@Singleton
@Startup
@Unremovable
public class LinkKeys implements ProductionCheck {

  private static final Logger LOG = Logger.getLogger(LinkKeys.class);
  private static final String PROPERTY = "tenk.links.keys-directory";
  private static final String FILES = "*.key";
  private static final String NEXT = ".next.key";
  private static final String FIRST_LOCAL_KEY = "links-1.key";

  private final SecretFolder secrets;
  private volatile State state;

  LinkKeys(LinkConfig config, TenkEnvironment environment) {
    this.secrets = SecretFolder.of(config.keysDirectory(), PROPERTY);
    if (!environment.isProduction() && secrets.read(FILES).isEmpty()) {
      byte[] made = new byte[LinkKey.MIN_BYTES];
      new SecureRandom().nextBytes(made);
      secrets.create(FIRST_LOCAL_KEY, made);
    }
    this.state = State.of(secrets.read(FILES));
  }

  /**
   * One state of the folder.
   *
   * @param current that signs
   * @param byId all that verify
   */
  private record State(Optional<LinkKey> current, Map<String, LinkKey> byId) {

    static State of(SortedMap<String, byte[]> files) {
      Map<String, LinkKey> byId = new HashMap<>();
      Optional<LinkKey> current = Optional.empty();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        LinkKey key = key(file.getKey(), file.getValue());
        byId.put(key.id(), key);
        if (!file.getKey().endsWith(NEXT)) {
          current = Optional.of(key);
        }
      }
      return new State(current, Map.copyOf(byId));
    }

    private static LinkKey key(String name, byte[] secret) {
      try {
        return new LinkKey(secret);
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(PROPERTY + ": " + name + " " + e.getMessage(), e);
      }
    }
  }

  @Override
  public List<Finding> findings() {
    return state.current.isPresent()
        ? List.of()
        : List.of(new Finding(PROPERTY, "the folder holds no " + FILES + " to sign links with"));
  }

  /** Takes over what has changed in the folder; what cannot be used changes nothing. */
  @Scheduled(
      every = "${tenk.links.reload-every:10s}",
      delayed = "${tenk.links.reload-every:10s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void reload() {
    State before = state;
    State after;
    try {
      after = State.of(secrets.read(FILES));
    } catch (RuntimeException e) {
      LOG.errorf("the keys of links stay as they are: %s", e.getMessage());
      return;
    }
    if (after.current.isEmpty()) {
      LOG.errorf("the keys of links stay as they are: %s: none signs", PROPERTY);
      return;
    }
    state = after;
    if (!after.byId.keySet().equals(before.byId.keySet())
        || !after.current.map(LinkKey::id).equals(before.current.map(LinkKey::id))) {
      LOG.infof(
          "keys of links changed keyId=%s keys=%d",
          after.current.map(LinkKey::id).orElse("none"), after.byId.size());
    }
  }

  /** The key that signs. */
  LinkKey current() {
    return state.current.orElseThrow(
        () -> new IllegalStateException(PROPERTY + ": no key to sign with"));
  }

  /** A key that may have signed. */
  Optional<LinkKey> find(String id) {
    return Optional.ofNullable(state.byId.get(id));
  }
}
