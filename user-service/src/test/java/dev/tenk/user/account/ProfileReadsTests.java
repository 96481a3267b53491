package dev.tenk.user.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.database.lookup.RowsById;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Profiles one by one and many at once are the same. */
@QuarkusTest
class ProfileReadsTests {

  @Inject ProfileReads reads;
  @Inject ShardedIds ids;

  @Test
  void manyAreThoseOfEach() {
    // given
    List<ShardedId> all = new ArrayList<>(Stream.generate(this::someone).limit(5).toList());
    ShardedId nobody = ids.newOwner();
    all.add(2, nobody);

    for (int many = 1; many <= all.size(); many++) {
      // when
      List<ShardedId> some = all.subList(0, many);
      Map<ShardedId, Optional<User>> found = reads.findAll(some);

      // then
      assertThat(found).containsOnlyKeys(some);
      assertThat(found).allSatisfy((id, profile) -> assertThat(profile).isEqualTo(reads.find(id)));
    }
    assertThat(reads.find(nobody)).isEmpty();
    assertThat(reads.find(all.getFirst())).isPresent();
  }

  @Test
  void asManyAsThereMayBe() {
    // given
    ShardedId someone = someone();
    List<ShardedId> all =
        new ArrayList<>(Stream.generate(this::nobody).limit(RowsById.MOST - 1).toList());
    all.add(someone);

    // when
    Map<ShardedId, Optional<User>> found = reads.findAll(all);

    // then
    assertThat(found).hasSize(RowsById.MOST);
    assertThat(found.entrySet())
        .filteredOn(profile -> profile.getValue().isPresent())
        .extracting(Map.Entry::getKey)
        .containsExactly(someone);
  }

  @Test
  void refusesMoreThanThat() {
    List<ShardedId> all = Stream.generate(this::nobody).limit(RowsById.MOST + 1).toList();

    assertThatThrownBy(() -> reads.findAll(all)).hasMessageContaining("17 ids, more than 16");
  }

  @Test
  void noneOfNobody() {
    assertThat(reads.findAll(List.of())).isEmpty();
  }

  private ShardedId someone() {
    return ShardedId.parse(Person.member().id()).orElseThrow();
  }

  private ShardedId nobody() {
    return ids.newOwner();
  }
}
