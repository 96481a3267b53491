package dev.tenk.peer;

import dev.tenk.peer.Rows.Medium;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.ObjectMapper;

/** The second tier, and what fills it. */
@Service
public class SharedAnswers {

  static final int PAGE = 20;

  private final Rows rows;
  private final ObjectMapper json;

  SharedAnswers(Rows rows, ObjectMapper json) {
    this.rows = rows;
    this.json = json;
  }

  @Cacheable(
      cacheNames = CacheTiers.PROFILE,
      cacheManager = "redis",
      unless = "#result == null")
  public byte[] profile(UUID id) {
    return rows.user(id).map(user -> kept(null, user)).orElse(null);
  }

  @Cacheable(cacheNames = CacheTiers.MEDIUM, cacheManager = "redis", unless = "#result == null")
  public byte[] medium(UUID id) {
    return rows.medium(id)
        .map(found -> kept(found.visibility().equals("private") ? found.owner() : null, found))
        .orElse(null);
  }

  @Cacheable(cacheNames = CacheTiers.PAGE, cacheManager = "redis", unless = "#result == null")
  public byte[] firstPage(UUID owner) {
    return page(owner, null, PAGE);
  }

  public byte[] page(UUID owner, UUID after, int limit) {
    return kept(null, Page.of(rows.mediaOf(owner, after, limit + 1), limit, Medium::id));
  }

  private byte[] kept(UUID privateTo, Object value) {
    var bytes = new ByteArrayOutputStream();
    if (privateTo != null) {
      bytes.writeBytes(privateTo.toString().getBytes(StandardCharsets.US_ASCII));
    }
    bytes.write('\n');
    bytes.writeBytes(json.writeValueAsBytes(value));
    return bytes.toByteArray();
  }
}
