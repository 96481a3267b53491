package dev.tenk.media.usage;

import dev.tenk.platform.caching.KeptAnswers;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.JsonRepresentations;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;

/** Tells accounts what they hold. */
@Path("/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
public class UsageResource {

  private final Quotas quotas;
  private final CurrentCaller caller;
  private final KeptAnswers answers;
  private final JsonRepresentations json;

  UsageResource(
      Quotas quotas, CurrentCaller caller, KeptAnswers answers, JsonRepresentations json) {
    this.quotas = quotas;
    this.caller = caller;
    this.answers = answers;
    this.json = json;
  }

  /** What the caller's media take, and how much they may. */
  @GET
  @Operation(operationId = "getUsage", summary = "What my media take, and how much they may")
  @APIResponseSchema(value = Usage.class, responseDescription = "The usage")
  public RestResponse<byte[]> get() {
    return answers.of(json.of(quotas.find(caller.account()), null), Freshness.PRIVATE);
  }
}
