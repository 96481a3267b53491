package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Pictures through all services: from the upload to the bytes of each variant. */
class PictureIT {

  private final Api api = new Api(SharedSuite.running().url());

  @Test
  void aPhotographBecomesUprightVariantsWithoutItsMetadata() throws Exception {
    Person person = Person.signUp(api);
    byte[] photo = Photo.ofTheTour();
    assertThat(Photo.hasMetadata(photo)).isTrue();

    Api.Answer answer = api.upload(person.token(), "image/jpeg", photo);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("status").asText()).isEqualTo("processing");
    assertThat(answer.header("Location")).endsWith("/v1/media/" + answer.json().get("id").asText());
    JsonNode medium = person.awaitEnd(answer.json().get("id").asText());
    assertThat(medium.get("status").asText()).isEqualTo("ready");
    assertThat(medium.get("width").asInt()).isEqualTo(3000);
    assertThat(medium.get("height").asInt()).isEqualTo(4000);
    assertThat(medium.get("placeholder").asText()).isNotEmpty();
    List<String> variants = new ArrayList<>();
    for (JsonNode variant : medium.get("variants")) {
      String name = variant.get("name").asText() + "." + variant.get("format").asText();
      variants.add(name + " " + variant.get("width") + "x" + variant.get("height"));
      Api.Answer file = api.get(variant.get("url").asText());
      assertThat(file.status()).isEqualTo(200);
      assertThat(file.bytes()).hasSize(variant.get("bytes").asInt());
      assertThat(Photo.hasMetadata(file.bytes())).as(name).isFalse();
      if (name.endsWith(".jpg")) {
        assertUpright(Photo.decode(file.bytes()), variant);
      }
    }
    assertThat(variants)
        .containsExactlyInAnyOrder(
            "thumb.webp 240x320",
            "thumb.jpg 240x320",
            "medium.webp 768x1024",
            "medium.jpg 768x1024",
            "large.webp 1536x2048",
            "large.jpg 1536x2048");
  }

  /** The scene has a dark blue sky above and the light of the sun at the right of the middle. */
  private static void assertUpright(BufferedImage image, JsonNode variant) {
    assertThat(image.getWidth()).isEqualTo(variant.get("width").asInt());
    assertThat(image.getHeight()).isEqualTo(variant.get("height").asInt());
    Color sky = new Color(image.getRGB(image.getWidth() / 2, image.getHeight() / 100));
    Color sun =
        new Color(image.getRGB(image.getWidth() * 67 / 100, image.getHeight() * 475 / 1000));
    assertThat(sky.getBlue()).isBetween(100, 140);
    assertThat(sky.getRed()).isBetween(20, 60);
    assertThat(sun.getRed()).isGreaterThan(240);
    assertThat(sun.getGreen()).isBetween(215, 255);
  }

  @Test
  void aSmallPictureIsNeverEnlarged() throws Exception {
    Person person = Person.signUp(api);

    JsonNode medium = person.awaitEnd(person.upload(Photo.plain(100, 60, Color.ORANGE)));

    assertThat(medium.get("variants"))
        .hasSize(6)
        .allSatisfy(
            variant -> {
              assertThat(variant.get("width").asInt()).isEqualTo(100);
              assertThat(variant.get("height").asInt()).isEqualTo(60);
            });
  }

  @Test
  void twentyUploadsAtOnceAreAllProcessed() throws Exception {
    Person person = Person.signUp(api);
    List<CompletableFuture<String>> uploads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] picture = Photo.plain(640, 480, new Color(i * 10, 255 - i * 10, 128));
      uploads.add(CompletableFuture.supplyAsync(() -> person.upload(picture)));
    }

    Set<String> media = new HashSet<>();
    uploads.forEach(upload -> media.add(upload.join()));

    assertThat(media).hasSize(20);
    for (String medium : media) {
      assertThat(person.awaitEnd(medium).get("status").asText()).isEqualTo("ready");
    }
    JsonNode list = api.get("/v1/media?limit=100&owner=" + person.id()).json();
    assertThat(list.get("items")).hasSize(20);
    assertThat(list.get("next").isNull()).isTrue();
  }

  @Test
  void aTruncatedPhotographFailsWithTheReason() throws Exception {
    Person person = Person.signUp(api);
    byte[] photo = Photo.ofTheTour();

    JsonNode medium = person.awaitEnd(person.upload(Arrays.copyOf(photo, photo.length / 2)));

    assertThat(medium.get("status").asText()).isEqualTo("failed");
    assertThat(medium.get("reason").asText()).isEqualTo("corrupt_image");
    assertThat(medium.get("variants")).isEmpty();
  }

  @Test
  void aDeletedPictureIsGone() throws Exception {
    Person person = Person.signUp(api);
    String id = person.upload(Photo.plain(50, 50, Color.RED));
    JsonNode medium = person.awaitEnd(id);

    assertThat(api.delete("/v1/media/" + id, person.token()).status()).isEqualTo(204);

    assertThat(api.get("/v1/media/" + id).problem()).isEqualTo("not-found");
    assertThat(api.get(medium.get("variants").get(0).get("url").asText()).status()).isEqualTo(404);
  }
}
