package dev.tenk.peer;

import java.util.UUID;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** The first tier: what is rendered, one load per key. */
@Service
public class Answers {

  private final SharedAnswers shared;

  Answers(SharedAnswers shared) {
    this.shared = shared;
  }

  @Cacheable(cacheNames = CacheTiers.PROFILE, cacheManager = "memory", sync = true)
  public Answer profile(UUID id) {
    return Answer.of(shared.profile(id));
  }

  @Cacheable(cacheNames = CacheTiers.MEDIUM, cacheManager = "memory", sync = true)
  public Answer medium(UUID id) {
    return Answer.of(shared.medium(id));
  }

  @Cacheable(cacheNames = CacheTiers.PAGE, cacheManager = "memory", sync = true)
  public Answer firstPage(UUID owner) {
    return Answer.of(shared.firstPage(owner));
  }

  public Answer page(UUID owner, UUID after, int limit) {
    return Answer.of(shared.page(owner, after, limit));
  }
}
