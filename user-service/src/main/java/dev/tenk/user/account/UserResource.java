package dev.tenk.user.account;

import dev.tenk.platform.caching.KeptAnswers;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Page;
import dev.tenk.platform.ratelimit.RateLimited;
import dev.tenk.user.password.PasswordHasher;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing up, and what everybody may see. */
@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "users")
class UserResource {

  private final AccountService accounts;
  private final Profiles profiles;
  private final PasswordHasher hasher;
  private final KeptAnswers answers;

  UserResource(
      AccountService accounts, Profiles profiles, PasswordHasher hasher, KeptAnswers answers) {
    this.accounts = accounts;
    this.profiles = profiles;
    this.hasher = hasher;
    this.answers = answers;
  }

  @POST
  @RunOnVirtualThread
  @RateLimited("sign-up")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "signUp", summary = "Sign up")
  @APIResponseSchema(
      value = User.class,
      responseCode = "201",
      responseDescription = "The account exists")
  @APIResponse(responseCode = "409", description = "The handle is taken")
  @APIResponse(responseCode = "422", description = "A field is not acceptable")
  @APIResponse(responseCode = "429", description = "Too many accounts from this network")
  public RestResponse<User> signUp(@NotNull @Valid SignUp signUp) {
    hasher.requireRoom();
    accounts.requireFreeHandle(signUp.handle());
    User user = accounts.create(signUp, hasher.hash(signUp.password()));
    return RestResponse.ResponseBuilder.<User>created(URI.create("/v1/users/" + user.id()))
        .entity(user)
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getUser", summary = "A public profile")
  @APIResponseSchema(value = User.class, responseDescription = "The profile")
  @APIResponse(responseCode = "404", description = "No such account")
  @APIResponse(responseCode = "304", description = "The profile is as the client has it")
  @NonBlocking
  public Uni<RestResponse<byte[]>> get(@PathParam("id") ShardedId id) {
    return answers.get(profiles.cache(), id, Profiles.FRESHNESS, UserResource::unknown);
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("There is no account of this id.");
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "findUsers", summary = "Find an account by its handle")
  public Page<User> find(@NotNull @QueryParam("handle") String handle) {
    return new Page<>(accounts.findByHandle(handle).map(List::of).orElse(List.of()), null);
  }
}
