package dev.tenk.user.token;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JwksResourceTests {

  @Test
  void publishesTheKeysByWhichTokensAreVerified() throws Exception {
    // given
    Person person = Person.member();
    Response signedIn = person.signIn();

    // when
    Response published = given().get("/.well-known/jwks.json");

    // then
    assertThat(published.statusCode()).isEqualTo(200);
    assertThat(published.header("Cache-Control"))
        .isEqualTo("public, max-age=300, stale-while-revalidate=60, stale-if-error=3600");
    assertThat(published.<List<String>>path("keys.crv")).containsExactly("P-256");
    assertThat(published.<List<String>>path("keys.alg")).containsExactly("ES256");
    assertThat(published.<List<String>>path("keys.use")).containsExactly("sig");
    assertThat(published.<List<String>>path("keys.d")).containsOnlyNulls();

    JwtContext token =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(
                new JwksVerificationKeyResolver(
                    new JsonWebKeySet(published.asString()).getJsonWebKeys()))
            .setExpectedIssuer("tenk")
            .setExpectedAudience("tenk")
            .setExpectedType(true, "at+jwt")
            .setRequireJwtId()
            .build()
            .process(signedIn.<String>path("accessToken"));
    assertThat(token.getJoseObjects().getFirst().getKeyIdHeaderValue())
        .isEqualTo(published.path("keys[0].kid"));
    JwtClaims claims = token.getJwtClaims();
    assertThat(claims.getSubject()).isEqualTo(person.id());
    assertThat(claims.getStringClaimValue("sid")).isEqualTo(signedIn.path("session.id"));
    assertThat(claims.getStringListClaimValue("groups")).containsExactly("user");
    assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
        .isEqualTo(300);
  }

  @Test
  void answersNoOtherMethod() {
    assertProblem(given().delete("/.well-known/jwks.json"), 405, "method-not-allowed");
  }
}
