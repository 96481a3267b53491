package dev.tenk.peer;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The routes; the framework answers 304 where the client has it already. */
@RestController
class ReadResource {

  private static final CacheControl OF_PROFILES = shared(Duration.ofSeconds(30));
  private static final CacheControl OF_MEDIA = shared(Duration.ofSeconds(10));
  private static final CacheControl OF_CALLERS = CacheControl.noCache().cachePrivate();
  private static final int MAX_PAGE = 100;

  private final Answers answers;

  ReadResource(Answers answers) {
    this.answers = answers;
  }

  @GetMapping("/v1/users/{id}")
  ResponseEntity<byte[]> profile(@PathVariable UUID id, @AuthenticationPrincipal Jwt caller) {
    return answer(answers.profile(id), OF_PROFILES, caller);
  }

  @GetMapping("/v1/media/{id}")
  ResponseEntity<byte[]> medium(@PathVariable UUID id, @AuthenticationPrincipal Jwt caller) {
    return answer(answers.medium(id), OF_MEDIA, caller);
  }

  @GetMapping("/v1/media")
  ResponseEntity<byte[]> list(
      @RequestParam UUID owner,
      @RequestParam(required = false) String cursor,
      @RequestParam(defaultValue = "20") int limit,
      @AuthenticationPrincipal Jwt caller) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    Answer page =
        cursor == null && limit == SharedAnswers.PAGE
            ? answers.firstPage(owner)
            : answers.page(
                owner, Optional.ofNullable(cursor).map(ReadResource::after).orElse(null), limit);
    return answer(page, OF_MEDIA, caller);
  }

  private static UUID after(String cursor) {
    try {
      return Page.after(cursor);
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "malformed cursor", e);
    }
  }

  private static ResponseEntity<byte[]> answer(Answer found, CacheControl others, Jwt caller) {
    String privateTo = found == null ? null : found.privateTo();
    if (found == null
        || (privateTo != null && (caller == null || !privateTo.equals(caller.getSubject())))) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(caller == null && privateTo == null ? others : OF_CALLERS)
        .eTag(found.tag())
        .body(found.body());
  }

  private static CacheControl shared(Duration time) {
    return CacheControl.maxAge(Duration.ZERO).sMaxAge(time).mustRevalidate().cachePublic();
  }
}
