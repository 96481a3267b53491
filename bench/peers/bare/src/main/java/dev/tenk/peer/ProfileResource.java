package dev.tenk.peer;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The same profile whoever is asked for: on the event loop, as bytes that are made already. */
@Singleton
@Path("/v1/users/{id}")
public class ProfileResource {

  private final byte[] profile;

  ProfileResource(@ConfigProperty(name = "peer.body") String file) throws IOException {
    profile = Files.readAllBytes(java.nio.file.Path.of(file));
  }

  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  public byte[] get() {
    return profile;
  }
}
