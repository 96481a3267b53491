package dev.tenk.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Person;
import jakarta.inject.Singleton;

/** Makes administrators for tests. */
@Singleton
public class Administrators {

  private final AccountAdministration administration;

  Administrators(AccountAdministration administration) {
    this.administration = administration;
  }

  /** Somebody new who is one. */
  public Person newOne() {
    Person person = Person.member();
    assertThat(administration.makeAdmin(id(person))).isTrue();
    return person;
  }

  /** Has one lock a person's account; answers the person. */
  public Person lock(Person admin, Person person) {
    administration.lock(id(person), id(admin), "for a test");
    return person;
  }

  private static ShardedId id(Person person) {
    return ShardedId.parse(person.id()).orElseThrow();
  }
}
