package dev.tenk.user.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code verified_email}: who has proved to own which address. */
@Entity
@Table(name = "verified_email")
class VerifiedEmail {

  @Id String canonical;

  short bucket;

  UUID account;
}
