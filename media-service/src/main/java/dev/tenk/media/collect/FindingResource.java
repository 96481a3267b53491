package dev.tenk.media.collect;

import dev.tenk.platform.page.TimeCursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the collector has found in store and database, for administrators. */
@Path("/v1/media/storage-findings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@RunOnVirtualThread
@Tag(name = "administration")
public class FindingResource {

  private static final String KINDS = "bytes_without_medium|medium_without_bytes";

  private final Findings findings;

  FindingResource(Findings findings) {
    this.findings = findings;
  }

  /** Oldest first, of one kind or of both; of the last 60 days. */
  @GET
  @Cache(noStore = true)
  @Operation(
      operationId = "listStorageFindings",
      summary = "Bytes without a medium, and media without their bytes")
  @APIResponse(responseCode = "200", description = "A page of them")
  @APIResponse(responseCode = "422", description = "A parameter is out of its bounds")
  public FindingPage list(
      @RestQuery @Pattern(regexp = KINDS, message = "must be one of " + KINDS)
          @Nullable String kind,
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("100") @Min(1) @Max(500) int limit) {
    List<Finding> found =
        findings.list(
            kind == null ? null : Finding.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
            cursor == null ? null : TimeCursor.parse(cursor),
            limit);
    String next = found.size() < limit ? null : cursorAfter(found.getLast()).toString();
    return new FindingPage(found, next);
  }

  private static TimeCursor cursorAfter(Finding finding) {
    return new TimeCursor(finding.firstSeenAt(), finding.medium());
  }
}
