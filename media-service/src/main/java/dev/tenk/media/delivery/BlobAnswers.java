package dev.tenk.media.delivery;

import dev.tenk.platform.blob.Blob;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.http.Problem;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.ByteRange;
import dev.tenk.platform.http.cache.ChangeConditions;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.Preconditions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jboss.resteasy.reactive.PathPart;

/** Bytes out of the store by the conditions and the range of the request. Blocking. */
@Singleton
final class BlobAnswers {

  /** Bytes of strangers: opened as a page they load nothing, run nothing and have no origin. */
  private static final String SANDBOX = "default-src 'none'; sandbox";

  private final BlobStore blobs;

  BlobAnswers(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * The answer to a request for some bytes; who may keep it is for the caller to say.
   *
   * @param tag tells them from all others that were or will be there
   * @throws ProblemException 404 where they have gone, 412 where a condition fails
   */
  ResponseBuilder of(
      BlobKey key, String tag, String contentType, Request request, HttpHeaders headers)
      throws IOException {
    ResponseBuilder answer =
        switch (Preconditions.evaluate(headers::getHeaderString, true, tag::equals, null)) {
          case NOT_MODIFIED -> Response.notModified();
          case FAILED -> throw ChangeConditions.failed();
          case PROCEED -> {
            Blob blob = blobs.find(key).orElseThrow(BlobAnswers::notFound);
            yield bytes(blob, contentType, range(request, headers, tag, blob.bytes()));
          }
        };
    return answer.tag(new EntityTag(tag));
  }

  /** With this said to all caches. */
  static ResponseBuilder kept(ResponseBuilder answer, Freshness freshness) {
    freshness.eachField(answer::header);
    return answer;
  }

  /** The fields of a picture, or of a part of one. */
  static void describe(String contentType, BiConsumer<String, String> add) {
    add.accept(HttpHeaders.CONTENT_TYPE, contentType);
    add.accept("Accept-Ranges", "bytes");
    add.accept("X-Content-Type-Options", "nosniff");
    add.accept("Content-Security-Policy", SANDBOX);
  }

  /** Ranges are defined for GET alone. */
  private static ByteRange range(Request request, HttpHeaders headers, String tag, long bytes) {
    return request.getMethod().equals(HttpMethod.GET)
            && Preconditions.allowsRange(headers.getHeaderString("If-Range"), tag::equals, null)
        ? ByteRange.of(headers.getHeaderString("Range"), bytes)
        : new ByteRange.Whole();
  }

  private static ResponseBuilder bytes(Blob blob, String contentType, ByteRange range)
      throws IOException {
    return switch (range) {
      case ByteRange.Whole _ -> picture(whole(blob), contentType);
      case ByteRange.Part part -> picture(part(blob, part), contentType);
      case ByteRange.Unsatisfiable _ -> unsatisfiable(blob);
    };
  }

  private static ResponseBuilder picture(ResponseBuilder answer, String contentType) {
    describe(contentType, answer::header);
    return answer;
  }

  /** As a part: of a whole file Quarkus would serve ranges itself, whatever If-Range says. */
  private static ResponseBuilder whole(Blob blob) throws IOException {
    Optional<java.nio.file.Path> file = blob.file();
    return Response.ok(file.isPresent() ? new PathPart(file.get(), 0, blob.bytes()) : blob.open())
        .header(HttpHeaders.CONTENT_LENGTH, blob.bytes());
  }

  private static ResponseBuilder part(Blob blob, ByteRange.Part part) throws IOException {
    Optional<java.nio.file.Path> file = blob.file();
    return Response.status(Response.Status.PARTIAL_CONTENT)
        .entity(
            file.isPresent()
                ? new PathPart(file.get(), part.first(), part.bytes())
                : part.of(blob.open()))
        .header(HttpHeaders.CONTENT_LENGTH, part.bytes())
        .header("Content-Range", part.contentRange(blob.bytes()));
  }

  private static ResponseBuilder unsatisfiable(Blob blob) {
    Problem problem =
        ProblemException.of(
                416, "range-not-satisfiable", "The picture ends before the range begins.")
            .toProblem();
    return Response.status(problem.status())
        .entity(problem)
        .type(Problem.CONTENT_TYPE)
        .header("Content-Range", "bytes */" + blob.bytes());
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("There is no such picture.");
  }
}
